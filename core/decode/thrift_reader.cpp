// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/thrift_reader.h"

#include "base/byte_reader.h"
#include "decode/protobuf_reader.h"
#include "decode/structure_evidence.h"

#include <bit>

namespace telltale::decode {

namespace {

constexpr std::size_t deepest = 24;

/// What both protocols share; wrong ends the reading.
enum class Type : std::uint8_t { wrong, yes, no, boolean, byte, i16, i32, i64, real, octets, list, map, structure };

Type compactType(unsigned code)
{
    constexpr Type types[] = {Type::wrong, Type::yes, Type::no, Type::byte, Type::i16, Type::i32, Type::i64, Type::real,
        Type::octets, Type::list, Type::list, Type::map, Type::structure};
    return code < std::size(types) ? types[code] : Type::wrong;
}

Type binaryType(unsigned code)
{
    constexpr Type types[] = {Type::wrong, Type::wrong, Type::boolean, Type::byte, Type::real, Type::wrong, Type::i16,
        Type::wrong, Type::i32, Type::wrong, Type::i64, Type::octets, Type::structure, Type::map, Type::list,
        Type::list};
    return code < std::size(types) ? types[code] : Type::wrong;
}

std::int64_t fromZigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

class Reader {
public:
    Reader(base::ByteView bytes, ThriftProtocol protocol, StructureSink &sink)
        : m_bytes(bytes)
        , m_reader(bytes)
        , m_compact(protocol == ThriftProtocol::compact)
        , m_sink(sink)
    {
    }

    bool read() { return header() && structure(0) && m_reader.atEnd(); }

private:
    std::uint64_t varint()
    {
        std::size_t at = m_reader.offset();
        const auto value = m_reader.ok() ? readVarint(m_bytes, at) : std::nullopt;
        m_reader.skip(value ? at - m_reader.offset() : m_bytes.size() + 1);
        return value.value_or(0);
    }

    std::uint64_t size() { return m_compact ? varint() : m_reader.u32be(); }

    bool header()
    {
        if (m_bytes.size() < 4)
            return false;
        if (m_compact ? m_bytes[0] != 0x82 : m_bytes[0] != 0x80)
            return true; // a struct alone
        if (m_compact) {
            m_reader.skip(2);
            varint();
            return name(varint());
        }
        if (m_reader.u32be() >> 8 != 0x800100)
            return false;
        return name(m_reader.u32be()) && (m_reader.u32be(), m_reader.ok());
    }

    bool name(std::uint64_t length)
    {
        const std::size_t from = m_reader.offset();
        m_reader.skip(length);
        return m_reader.ok() && m_sink.octets({"method", {}}, {from, m_reader.offset()});
    }

    struct FieldHead {
        Type type = Type::wrong;
        std::int64_t id = 0;
        bool stop = false;
    };

    FieldHead fieldHead(std::int64_t before)
    {
        const std::uint8_t first = m_reader.u8();
        if (first == 0)
            return {Type::wrong, 0, true};
        if (!m_compact)
            return {binaryType(first), m_reader.u16be(), false};
        const Type type = compactType(first & 0x0fU);
        const unsigned delta = first >> 4;
        const std::int64_t id = delta != 0 ? before + delta : static_cast<std::int16_t>(fromZigzag(varint()));
        return {type, id, false};
    }

    bool structure(std::size_t depth)
    {
        std::int64_t id = 0;
        for (;;) {
            const FieldHead field = fieldHead(id);
            if (!m_reader.ok() || field.stop)
                return m_reader.ok();
            id = field.id;
            const std::string key = std::to_string(id);
            if (id < 0 || !value({key, {}}, field.type, depth))
                return false;
        }
    }

    bool value(const MemberKey &key, Type type, std::size_t depth)
    {
        const std::size_t from = m_reader.offset();
        switch (type) {
        case Type::wrong:
            return false;
        case Type::octets:
            return octets(key);
        case Type::structure:
            return depth < deepest && m_sink.begin(key, from) && structure(depth + 1) && m_sink.end(m_reader.offset());
        case Type::list:
            return depth < deepest && m_sink.begin(key, from) && list(depth + 1) && m_sink.end(m_reader.offset());
        case Type::map:
            return depth < deepest && m_sink.begin(key, from) && map(depth + 1) && m_sink.end(m_reader.offset());
        default:
            break;
        }
        const Scalar number = scalar(type);
        return m_reader.ok() && m_sink.scalar(key, {from, m_reader.offset()}, number);
    }

    bool octets(const MemberKey &key)
    {
        const std::uint64_t length = size();
        const std::size_t from = m_reader.offset();
        m_reader.skip(length);
        return m_reader.ok() && m_sink.octets(key, {from, m_reader.offset()});
    }

    Scalar scalar(Type type)
    {
        switch (type) {
        case Type::yes:
            return Scalar::named("true");
        case Type::no:
            return Scalar::named("false");
        case Type::boolean:
            return Scalar::named(m_reader.u8() == 1 ? "true" : "false");
        case Type::byte:
            return Scalar::integer(static_cast<std::int8_t>(m_reader.u8()));
        case Type::real:
            return Scalar::real(std::bit_cast<double>(m_compact ? m_reader.u64le() : m_reader.u64be()));
        case Type::i16:
            return Scalar::integer(m_compact ? fromZigzag(varint()) : static_cast<std::int16_t>(m_reader.u16be()));
        case Type::i32:
            return Scalar::integer(m_compact ? fromZigzag(varint()) : static_cast<std::int32_t>(m_reader.u32be()));
        default:
            return Scalar::integer(m_compact ? fromZigzag(varint()) : static_cast<std::int64_t>(m_reader.u64be()));
        }
    }

    /// In lists the compact protocol writes each boolean as an octet of its own.
    [[nodiscard]] static Type element(Type type)
    {
        return type == Type::yes || type == Type::no ? Type::boolean : type;
    }

    bool list(std::size_t depth)
    {
        const std::uint8_t first = m_reader.u8();
        Type type = binaryType(first);
        std::uint64_t count = 0;
        if (m_compact) {
            type = element(compactType(first & 0x0fU));
            count = first >> 4 == 15 ? varint() : first >> 4;
        } else {
            count = m_reader.u32be();
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!m_reader.ok() || !value({{}, i}, type, depth))
                return false;
        }
        return m_reader.ok();
    }

    bool map(std::size_t depth)
    {
        if (m_compact) {
            const std::uint64_t count = varint();
            const std::uint8_t types = count == 0 ? 0 : m_reader.u8();
            return entries(count, element(compactType(types >> 4U)), element(compactType(types & 0x0fU)), depth);
        }
        const Type keys = binaryType(m_reader.u8());
        const Type values = binaryType(m_reader.u8());
        return entries(m_reader.u32be(), keys, values, depth);
    }

    bool entries(std::uint64_t count, Type keys, Type values, std::size_t depth)
    {
        for (std::uint64_t i = 0; i < count; ++i) {
            std::string key;
            if (keys == Type::octets)
                key = base::asText(m_reader.take(size()));
            else if (keys != Type::wrong && keys < Type::octets)
                key = scalar(keys).text();
            else
                return false;
            if (!m_reader.ok() || !value({key, {}}, values, depth))
                return false;
        }
        return m_reader.ok();
    }

    base::ByteView m_bytes;
    base::ByteReader m_reader;
    bool m_compact;
    StructureSink &m_sink;
};

} // namespace

bool readThrift(base::ByteView bytes, ThriftProtocol protocol, StructureSink &sink)
{
    return Reader(bytes, protocol, sink).read();
}

bool isThrift(base::ByteView bytes, ThriftProtocol protocol)
{
    constexpr std::size_t shortest = 12;
    if (bytes.size() < shortest || bytes.back() != 0)
        return false;
    const bool message = protocol == ThriftProtocol::compact ? bytes[0] == 0x82 && (bytes[1] & 0x1f) == 1
                                                             : bytes[0] == 0x80 && bytes[1] == 1 && bytes[2] == 0;
    // The first field of a struct has a low number, written as the difference to 0.
    const bool structure = protocol == ThriftProtocol::compact && bytes[0] >= 0x11 && bytes[0] < 0x80;
    if (!message && !structure)
        return false;
    StructureEvidence evidence(bytes);
    return readThrift(bytes, protocol, evidence) && !evidence.oddKey() && evidence.longestText() >= 3
        && (message || (evidence.members() >= 3 && evidence.textOctets() >= 8));
}

} // namespace telltale::decode
