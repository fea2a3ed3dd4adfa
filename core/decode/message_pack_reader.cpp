// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/message_pack_reader.h"

#include "base/byte_reader.h"
#include "decode/structure_evidence.h"

#include <bit>

namespace telltale::decode {

namespace {

constexpr std::size_t deepest = 32;

enum class Type : std::uint8_t { map, array, text, octets, scalar, wrong };

/// The head of a value: what it is, and how many members or octets follow.
struct Head {
    Type type = Type::wrong;
    std::uint64_t size = 0;
    Scalar value;
};

class Reader {
public:
    Reader(base::ByteView bytes, StructureSink &sink)
        : m_bytes(bytes)
        , m_reader(bytes)
        , m_sink(sink)
    {
    }

    bool read()
    {
        const Head head = readHead();
        return (head.type == Type::map || head.type == Type::array) && members(head, 0) && m_reader.atEnd();
    }

private:
    std::uint64_t integer(unsigned octets)
    {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < octets; ++i)
            value = value << 8 | m_reader.u8();
        return value;
    }

    Head sized(Type type, unsigned octets) { return {type, integer(octets), {}}; }

    Head signedInteger(unsigned octets)
    {
        const unsigned unused = 64 - 8 * octets;
        const auto value = static_cast<std::int64_t>(integer(octets) << unused) >> unused;
        return {Type::scalar, 0, Scalar::integer(value)};
    }

    /// An extension: one octet of type, then the data.
    Head extension(std::uint64_t size)
    {
        m_reader.skip(1);
        return {Type::octets, size, {}};
    }

    Head readHead()
    {
        const std::uint8_t first = m_reader.u8();
        if (!m_reader.ok())
            return {};
        if (first < 0x80)
            return {Type::scalar, 0, Scalar::natural(first)};
        if (first < 0x90)
            return {Type::map, first & 0x0fU, {}};
        if (first < 0xa0)
            return {Type::array, first & 0x0fU, {}};
        if (first < 0xc0)
            return {Type::text, first & 0x1fU, {}};
        if (first >= 0xe0)
            return {Type::scalar, 0, Scalar::integer(static_cast<std::int8_t>(first))};
        return longHead(first);
    }

    Head longHead(std::uint8_t first)
    {
        switch (first) {
        case 0xc0:
            return {Type::scalar, 0, Scalar::named("null")};
        case 0xc2:
            return {Type::scalar, 0, Scalar::named("false")};
        case 0xc3:
            return {Type::scalar, 0, Scalar::named("true")};
        case 0xc4:
        case 0xc5:
        case 0xc6:
            return sized(Type::octets, 1U << (first - 0xc4U));
        case 0xc7:
        case 0xc8:
        case 0xc9:
            return extension(integer(1U << (first - 0xc7U)));
        case 0xca:
            return {Type::scalar, 0,
                Scalar::real(static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(integer(4)))))};
        case 0xcb:
            return {Type::scalar, 0, Scalar::real(std::bit_cast<double>(integer(8)))};
        case 0xcc:
        case 0xcd:
        case 0xce:
        case 0xcf:
            return {Type::scalar, 0, Scalar::natural(integer(1U << (first - 0xccU)))};
        case 0xd0:
        case 0xd1:
        case 0xd2:
        case 0xd3:
            return signedInteger(1U << (first - 0xd0U));
        case 0xd9:
        case 0xda:
        case 0xdb:
            return sized(Type::text, 1U << (first - 0xd9U));
        case 0xdc:
        case 0xdd:
            return sized(Type::array, 2U << (first - 0xdcU));
        case 0xde:
        case 0xdf:
            return sized(Type::map, 2U << (first - 0xdeU));
        default:
            return first >= 0xd4 && first <= 0xd8 ? extension(1U << (first - 0xd4U)) : Head{};
        }
    }

    bool members(const Head &head, std::size_t depth)
    {
        for (std::uint64_t i = 0; i < head.size; ++i) {
            std::string name;
            MemberKey key{{}, i};
            if (head.type == Type::map) {
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
        const Head head = readHead();
        if (head.type == Type::scalar) {
            name = head.value.text();
            return m_reader.ok();
        }
        if (head.type != Type::text && head.type != Type::octets)
            return false;
        name = base::asText(m_reader.take(head.size));
        return m_reader.ok();
    }

    bool value(const MemberKey &key, std::size_t depth)
    {
        const std::size_t from = m_reader.offset();
        const Head head = readHead();
        if (!m_reader.ok())
            return false;
        const std::size_t inside = m_reader.offset();
        switch (head.type) {
        case Type::scalar:
            return m_sink.scalar(key, {from, inside}, head.value);
        case Type::text:
        case Type::octets:
            m_reader.skip(head.size);
            return m_reader.ok() && m_sink.octets(key, {inside, m_reader.offset()});
        case Type::map:
        case Type::array:
            return depth < deepest && head.size <= m_reader.remaining() && m_sink.begin(key, from)
                && members(head, depth + 1) && m_sink.end(m_reader.offset());
        case Type::wrong:
            break;
        }
        return false;
    }

    base::ByteView m_bytes;
    base::ByteReader m_reader;
    StructureSink &m_sink;
};

} // namespace

bool readMessagePack(base::ByteView bytes, StructureSink &sink)
{
    return Reader(bytes, sink).read();
}

bool isMessagePack(base::ByteView bytes)
{
    if (bytes.size() < StructureEvidence::shortest)
        return false;
    const std::uint8_t first = bytes[0];
    const bool container = (first >= 0x81 && first <= 0x9f && first != 0x90) || (first >= 0xdc && first <= 0xdf);
    if (!container)
        return false;
    StructureEvidence evidence(bytes);
    return readMessagePack(bytes, evidence) && evidence.holdsWords();
}

} // namespace telltale::decode
