// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_ciphers.h"

#include "attribution/pirogue_records.h"
#include "base/utf8.h"
#include "decode/aes_transformation.h"
#include "decode/cipher.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace telltale::attribution {

namespace {

using base::ByteBuffer;
using decode::AesTransformation;
using simdjson::dom::element;

constexpr std::size_t longestName = 256;
constexpr std::size_t mostProcesses = 1024;
constexpr std::size_t mostKeys = 64; ///< of a process, the latest
constexpr std::size_t mostTries = 1'000'000; ///< of keys, over all records
constexpr std::uint64_t mostOctets = 4ULL << 30; ///< tried with keys, over all records
constexpr std::size_t surePart = 8; ///< octets; fewer stand in others by chance

/// What doFinal() was seen to do.
struct Call {
    AesTransformation aes;
    ByteBuffer iv;
    ByteBuffer in;
    ByteBuffer out;
};

struct Proof {
    ByteBuffer encrypted;
    ByteBuffer plain;
    const char *how = "; the recorded key opens it";
};

constexpr const char *joined = "; it went through the cipher in parts, the end of the result was recorded, and the "
                               "rest follows from the recorded key";

bool isReadable(const ByteBuffer &octets)
{
    return base::isReadableText(base::asText(octets));
}

bool endsWith(const ByteBuffer &whole, const ByteBuffer &end)
{
    return end.size() >= surePart && whole.size() > end.size() && std::equal(end.rbegin(), end.rend(), whole.rbegin());
}

bool holds(const ByteBuffer &whole, const ByteBuffer &part)
{
    return part == whole
        || (part.size() >= surePart && base::asText(whole).find(base::asText(part)) != std::string::npos);
}

/// `out` was encrypted.
std::optional<Proof> outward(const Call &call, base::ByteView key)
{
    auto plain = call.aes.decrypt(key, call.iv, call.out);
    if (plain && holds(call.in, *plain))
        return Proof{call.out, std::move(*plain)};
    auto encrypted = call.aes.encrypt(key, call.iv, call.in);
    if (encrypted && endsWith(*encrypted, call.out))
        return Proof{std::move(*encrypted), call.in, joined};
    return std::nullopt;
}

/// Octets that were encrypted where so many came out.
std::size_t encryptedSize(const AesTransformation &aes, std::size_t plain)
{
    constexpr std::size_t block = 16;
    if (aes.padded)
        return (plain / block + 1) * block;
    return plain + (aes.mode == AesTransformation::Mode::gcm ? block : 0);
}

/// `in` was encrypted.
std::optional<Proof> inward(const Call &call, base::ByteView key)
{
    auto plain = call.aes.decrypt(key, call.iv, call.in);
    if (plain && *plain == call.out)
        return Proof{call.in, call.out};
    if (plain && endsWith(*plain, call.out))
        return Proof{call.in, std::move(*plain), joined};
    const std::size_t size = encryptedSize(call.aes, call.out.size());
    if (size >= call.in.size() || call.out.size() < surePart)
        return std::nullopt;
    const ByteBuffer own(call.in.end() - static_cast<std::ptrdiff_t>(size), call.in.end());
    plain = call.aes.decrypt(key, call.iv, own);
    return plain && *plain == call.out ? std::optional(Proof{own, call.out}) : std::nullopt;
}

std::optional<Proof> prove(const Call &call, base::ByteView key)
{
    auto out = outward(call, key), in = inward(call, key);
    // CTR is its own inverse: what can be read was not encrypted.
    if (out && in && isReadable(in->plain) && !isReadable(out->plain))
        return in;
    return out ? std::move(out) : std::move(in);
}

std::string nameOf(const element &record)
{
    const std::string_view process = pirogueText(record, "process");
    const bool isNamed = !process.empty() && process.size() <= longestName && base::isReadableText(process);
    return isNamed ? std::string(process) : std::string();
}

class Reader {
public:
    void take(const element &record)
    {
        element data;
        if (record["data"].get(data) != simdjson::SUCCESS)
            return takeNone();
        const std::string_view algorithm = pirogueText(data, "alg");
        ByteBuffer key;
        Call call;
        if (algorithm.empty() || !readOctets(data, "key", key) || !readOctets(data, "iv", call.iv)
            || !readOctets(data, "in", call.in) || !readOctets(data, "out", call.out))
            return takeNone();
        const std::string process = nameOf(record);
        if (call.in.empty() && call.out.empty()) {
            if (key.empty())
                return takeNone();
            return addKey(process, std::move(key));
        }
        const auto aes = AesTransformation::read(algorithm);
        if (!aes || call.in.empty() || call.out.empty())
            return leave();
        call.aes = *aes;
        addProven(process, std::string(algorithm), key, call);
    }
    void takeNone() { ++m_read.odd; }

    PirogueCiphers result() { return std::move(m_read); }

private:
    void leave() { ++m_read.unproven; }

    /// False where there is something that is no hexadecimal text.
    static bool readOctets(const element &data, std::string_view name, ByteBuffer &octets)
    {
        const std::string_view text = pirogueText(data, name);
        octets = decode::octetsOfHex(text);
        return text.empty() || !octets.empty();
    }

    void addKey(const std::string &process, ByteBuffer key)
    {
        if (key.size() != 16 && key.size() != 24 && key.size() != 32)
            return; // of another cipher or a signature
        if (m_keys.size() >= mostProcesses && !m_keys.contains(process))
            return leave();
        auto &keys = m_keys[process];
        std::erase(keys, key);
        keys.push_front(std::move(key));
        if (keys.size() > mostKeys)
            keys.pop_back();
    }

    void addProven(const std::string &process, const std::string &algorithm, const ByteBuffer &own, const Call &call)
    {
        std::deque<ByteBuffer> keys;
        if (!own.empty())
            keys.push_back(own);
        else if (const auto known = m_keys.find(process); known != m_keys.end())
            keys = known->second;
        for (const ByteBuffer &key : keys) {
            m_octets += call.in.size() + call.out.size();
            if (m_tries++ >= mostTries || m_octets > mostOctets)
                break;
            if (auto proof = prove(call, key)) {
                m_read.ciphers.push_back(
                    {std::move(proof->encrypted), std::move(proof->plain), call.aes.step(key.size()),
                        "PiRogue recorded on the phone: " + (process.empty() ? "an app" : process) + ", " + algorithm
                            + proof->how});
                return;
            }
        }
        leave();
    }

    PirogueCiphers m_read;
    std::map<std::string, std::deque<ByteBuffer>> m_keys; ///< by process, the latest in front
    std::size_t m_tries = 0;
    std::uint64_t m_octets = 0;
};

} // namespace

PirogueCiphers readPirogueCiphers(std::string_view text)
{
    return readPirogueRecords(text, Reader());
}

} // namespace telltale::attribution
