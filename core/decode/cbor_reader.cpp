// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/cbor_reader.h"

#include "base/byte_reader.h"
#include "decode/structure_evidence.h"

#include <bit>
#include <cmath>
#include <limits>

namespace telltale::decode {

namespace {

constexpr std::size_t deepest = 32;

enum class Major : std::uint8_t { natural, negative, octets, text, array, map, tag, simple };

/// RFC 8949 § 3: the first octet and its argument.
struct Head {
    Major major = Major::natural;
    std::uint8_t info = 0;
    std::uint64_t argument = 0;
    [[nodiscard]] bool indefinite() const { return info == 31; }
    [[nodiscard]] bool isBreak() const { return major == Major::simple && info == 31; }
};

/// IEEE 754 binary16 (RFC 8949, appendix D).
double half(std::uint64_t bits)
{
    const auto exponent = static_cast<int>(bits >> 10 & 0x1f);
    const auto fraction = static_cast<double>(bits & 0x3ff);
    double value = 0;
    if (exponent == 0)
        value = std::ldexp(fraction, -24);
    else if (exponent != 31)
        value = std::ldexp(fraction + 1024, exponent - 25);
    else
        value = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    return (bits & 0x8000) != 0 ? -value : value;
}

class Reader {
public:
    Reader(base::ByteView bytes, StructureSink &sink)
        : m_reader(bytes)
        , m_bytes(bytes)
        , m_sink(sink)
    {
    }

    bool read()
    {
        const auto head = untagged();
        return head && (head->major == Major::map || head->major == Major::array) && members(*head, 0)
            && m_reader.atEnd();
    }

private:
    std::optional<Head> readHead()
    {
        const std::uint8_t first = m_reader.u8();
        Head head{static_cast<Major>(first >> 5), static_cast<std::uint8_t>(first & 0x1f), first & 0x1fU};
        if (head.info >= 24 && head.info < 28) {
            head.argument = 0;
            for (unsigned i = 0; i < 1U << (head.info - 24U); ++i)
                head.argument = head.argument << 8 | m_reader.u8();
        } else if (head.info >= 28) {
            const bool mayBe = head.info == 31 && head.major >= Major::octets && head.major != Major::tag;
            if (!mayBe)
                return {};
        }
        return m_reader.ok() ? std::optional(head) : std::nullopt;
    }

    std::optional<Head> untagged()
    {
        auto head = readHead();
        for (int tags = 0; head && head->major == Major::tag && tags < 4; ++tags)
            head = readHead();
        return head && head->major != Major::tag ? head : std::nullopt;
    }

    static Scalar scalarOf(const Head &head)
    {
        if (head.major == Major::natural)
            return Scalar::natural(head.argument);
        if (head.major == Major::negative)
            return Scalar::integer(static_cast<std::int64_t>(~head.argument));
        switch (head.info) {
        case 20:
            return Scalar::named("false");
        case 21:
            return Scalar::named("true");
        case 22:
            return Scalar::named("null");
        case 25:
            return Scalar::real(half(head.argument));
        case 26:
            return Scalar::real(static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(head.argument))));
        case 27:
            return Scalar::real(std::bit_cast<double>(head.argument));
        default:
            return Scalar::named("undefined");
        }
    }

    /// The next head, unless it is the break that ends an indefinite container.
    bool atBreak()
    {
        if (m_reader.remaining() == 0 || m_bytes[m_reader.offset()] != 0xff)
            return false;
        m_reader.skip(1);
        return true;
    }

    bool members(const Head &container, std::size_t depth)
    {
        for (std::uint64_t i = 0; container.indefinite() ? !atBreak() : i < container.argument; ++i) {
            std::string name;
            MemberKey key{{}, i};
            if (container.major == Major::map) {
                if (!readKey(name))
                    return false;
                key = {name, {}};
            }
            if (!value(key, depth))
                return false;
        }
        return m_reader.ok();
    }

    bool readKey(std::string &name)
    {
        const auto head = untagged();
        if (!head || head->isBreak())
            return false;
        if (head->major == Major::text || head->major == Major::octets) {
            if (head->indefinite())
                return false;
            name = base::asText(m_reader.take(head->argument));
            return m_reader.ok();
        }
        name = scalarOf(*head).text();
        return head->major != Major::map && head->major != Major::array;
    }

    bool chunks(const MemberKey &key, Major major)
    {
        while (!atBreak()) {
            const auto head = readHead();
            if (!head || head->major != major || head->indefinite() || !string(key, head->argument))
                return false;
        }
        return true;
    }

    bool string(const MemberKey &key, std::uint64_t size)
    {
        const std::size_t from = m_reader.offset();
        m_reader.skip(size);
        return m_reader.ok() && m_sink.octets(key, {from, m_reader.offset()});
    }

    bool value(const MemberKey &key, std::size_t depth)
    {
        const std::size_t from = m_reader.offset();
        const auto head = untagged();
        if (!head || head->isBreak())
            return false;
        switch (head->major) {
        case Major::octets:
        case Major::text:
            return head->indefinite() ? chunks(key, head->major) : string(key, head->argument);
        case Major::array:
        case Major::map:
            return depth < deepest && (head->indefinite() || head->argument <= m_reader.remaining())
                && m_sink.begin(key, from) && members(*head, depth + 1) && m_sink.end(m_reader.offset());
        default:
            return m_sink.scalar(key, {from, m_reader.offset()}, scalarOf(*head));
        }
    }

    base::ByteReader m_reader;
    base::ByteView m_bytes;
    StructureSink &m_sink;
};

} // namespace

bool readCbor(base::ByteView bytes, StructureSink &sink)
{
    return Reader(bytes, sink).read();
}

bool isCbor(base::ByteView bytes)
{
    if (bytes.size() < StructureEvidence::shortest)
        return false;
    const std::uint8_t first = bytes[0];
    const bool selfDescribed = first == 0xd9 && bytes[1] == 0xd9 && bytes[2] == 0xf7; // RFC 8949 § 3.4.6
    const bool container = first >= 0x81 && first <= 0xbf && first != 0xa0;
    if (!selfDescribed && !container)
        return false;
    StructureEvidence evidence(bytes);
    return readCbor(bytes, evidence) && evidence.holdsWords();
}

} // namespace telltale::decode
