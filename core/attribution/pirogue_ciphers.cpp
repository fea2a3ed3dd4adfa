// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_ciphers.h"

#include "attribution/pirogue_records.h"
#include "base/utf8.h"
#include "decode/aes_transformation.h"
#include "decode/cipher.h"

#include <utility>

namespace telltale::attribution {

namespace {

using simdjson::dom::element;

constexpr std::size_t longestName = 256;

/// Whether the key opens @p encrypted to @p plain. Nothing but the key says which is which.
bool opens(const decode::AesTransformation &aes, base::ByteView key, base::ByteView iv,
    const base::ByteBuffer &encrypted, const base::ByteBuffer &plain)
{
    const auto opened = aes.decrypt(key, iv, encrypted);
    return opened && *opened == plain;
}

std::string noteOf(const element &record, std::string_view algorithm)
{
    const std::string_view process = pirogueText(record, "process");
    const bool isNamed = !process.empty() && process.size() <= longestName && base::isReadableText(process);
    return "PiRogue recorded on the phone: " + (isNamed ? std::string(process) : std::string("an app")) + ", "
        + std::string(algorithm) + "; the recorded key opens it";
}

void take(const element *record, PirogueCiphers &read)
{
    element data;
    if (record == nullptr || (*record)["data"].get(data) != simdjson::SUCCESS) {
        ++read.odd;
        return;
    }
    const std::string_view algorithm = pirogueText(data, "alg");
    const auto key = decode::octetsOfHex(pirogueText(data, "key")), iv = decode::octetsOfHex(pirogueText(data, "iv"));
    auto in = decode::octetsOfHex(pirogueText(data, "in")), out = decode::octetsOfHex(pirogueText(data, "out"));
    if (algorithm.empty() || key.empty() || in.empty() || out.empty()) {
        ++read.odd;
        return;
    }
    const auto aes = decode::AesTransformation::read(algorithm);
    const bool outward = aes && opens(*aes, key, iv, out, in), inward = aes && opens(*aes, key, iv, in, out);
    // CTR is its own inverse: what can be read was not encrypted.
    const bool readable = base::isReadableText(base::asText(out)) && !base::isReadableText(base::asText(in));
    if (outward && !(inward && readable))
        std::swap(in, out);
    else if (!inward) {
        ++read.unproven;
        return;
    }
    read.ciphers.push_back({std::move(in), std::move(out), aes->step(key.size()), noteOf(*record, algorithm)});
}

} // namespace

PirogueCiphers readPirogueCiphers(std::string_view text)
{
    PirogueCiphers read;
    eachPirogueRecord(text, [&read](const element *record) { take(record, read); });
    return read;
}

} // namespace telltale::attribution
