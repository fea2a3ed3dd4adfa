// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/protobuf_reader.h"

#include "base/utf8.h"
#include "decode/structure_evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace telltale::decode {

namespace {

constexpr std::size_t deepest = 16;
/// Of fields in what may be a nested message, or a key or digest that parses as one.
constexpr std::uint32_t highestNested = 5000;

enum class WireType : std::uint8_t { varint = 0, octets8 = 1, delimited = 2, octets4 = 5 };

struct Field {
    std::uint32_t number = 0;
    WireType type = WireType::varint;
    std::size_t from = 0; ///< of its value
    std::size_t to = 0;
    std::uint64_t value = 0; ///< of a varint
};

/// The field at @p at, which is moved behind it.
std::optional<Field> readField(base::ByteView bytes, std::size_t &at)
{
    constexpr std::uint64_t highestNumber = (1U << 29) - 1;
    const auto tag = readVarint(bytes, at);
    if (!tag || *tag >> 3 == 0 || *tag >> 3 > highestNumber)
        return {};
    Field field;
    field.number = static_cast<std::uint32_t>(*tag >> 3);
    field.type = static_cast<WireType>(*tag & 7);
    field.from = at;
    std::uint64_t size = 0;
    switch (field.type) {
    case WireType::varint: {
        const auto value = readVarint(bytes, at);
        if (!value)
            return {};
        field.value = *value;
        field.to = at;
        return field;
    }
    case WireType::octets8:
        size = 8;
        break;
    case WireType::octets4:
        size = 4;
        break;
    case WireType::delimited: {
        const auto length = readVarint(bytes, at);
        if (!length)
            return {};
        field.from = at;
        size = *length;
        break;
    }
    default:
        return {};
    }
    if (size > bytes.size() - at)
        return {};
    at += size;
    field.to = at;
    return field;
}

/// Parses from end to end, looking at the tags and lengths of this level alone.
bool isSequenceOfFields(base::ByteView bytes, std::uint32_t highest = UINT32_MAX)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto field = readField(bytes, at);
        if (!field || field->number > highest)
            return false;
    }
    return !bytes.empty();
}

bool isToken(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'
            || c == '.' || c == ':';
    });
}

/// Readable, and yet a message: one string of 9, 10 or 13 octets in field 1, whose tag and length are
/// white space; or an identifier of 32 octets or more behind a printable tag and a printable length.
bool onlyLooksReadable(base::ByteView bytes)
{
    if (bytes.size() < 8 || !isSequenceOfFields(bytes))
        return false;
    if (bytes[0] == '\n')
        return true;
    std::size_t at = 0;
    const auto field = readField(bytes, at);
    const std::string_view inside = base::asText(bytes).substr(field->from);
    return field->type == WireType::delimited && at == bytes.size() && std::isalnum(bytes[1]) == 0 && isToken(inside);
}

/// Nothing but varints of one octet, or of two that could not be shorter.
bool isPacked(base::ByteView bytes)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); ++count) {
        if (bytes[at] >= 0x80 && (at + 1 == bytes.size() || bytes[at + 1] >= 0x80 || bytes[at + 1] == 0))
            return false;
        at += bytes[at] >= 0x80 ? 2 : 1;
    }
    return count >= 2 && count <= 64;
}

std::uint64_t littleEndian(base::ByteView bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

bool isCommonSize(double value)
{
    return value == 0 || (std::abs(value) >= 1e-6 && std::abs(value) < 1e13); // false for NaN
}

Scalar fixedSize(base::ByteView octets)
{
    const std::uint64_t bits = littleEndian(octets);
    const bool wide = octets.size() == 8;
    const double value = wide ? std::bit_cast<double>(bits)
                              : static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    if (!isCommonSize(value))
        return {wide ? Scalar::Kind::octets8 : Scalar::Kind::octets4, bits, 0, {}};
    if (wide)
        return Scalar::real(value);
    // Six digits are what a float holds; more would show its rounding.
    const double scale = value == 0 ? 1 : std::pow(10.0, 6 - std::floor(std::log10(std::abs(value))));
    return Scalar::real(std::round(value * scale) / scale);
}

class Reader {
public:
    Reader(base::ByteView message, StructureSink &sink)
        : m_message(message)
        , m_sink(sink)
    {
    }

    bool read(base::ByteRange range, std::size_t depth)
    {
        const base::ByteView bytes = m_message.subspan(range.from, range.size());
        std::size_t at = 0;
        while (at < bytes.size()) {
            auto field = readField(bytes, at);
            if (!field)
                return false;
            field->from += range.from;
            field->to += range.from;
            if (!give(*field, depth))
                return false;
        }
        return true;
    }

private:
    bool give(const Field &field, std::size_t depth)
    {
        const std::string name = std::to_string(field.number);
        const MemberKey key{name, {}};
        const base::ByteRange range{field.from, field.to};
        if (field.type == WireType::varint)
            return m_sink.scalar(key, range, Scalar::natural(field.value));
        const base::ByteView value = m_message.subspan(range.from, range.size());
        if (field.type != WireType::delimited)
            return m_sink.scalar(key, range, fixedSize(value));
        const bool readable = base::isReadableText(base::asText(value));
        if (depth < deepest && (readable ? onlyLooksReadable(value) : isMessage(value)))
            return m_sink.begin(key, range.from) && read(range, depth + 1) && m_sink.end(range.to);
        return readable || !isPacked(value) ? m_sink.octets(key, range) : packed(key, range);
    }

    /// Compressed data begins with a mark that is a plausible tag too; it is not searched for fields.
    static bool isMessage(base::ByteView value)
    {
        const bool gzip = value.size() > 2 && value[0] == 0x1f && value[1] == 0x8b;
        return !gzip && isSequenceOfFields(value, highestNested);
    }

    bool packed(const MemberKey &key, base::ByteRange range)
    {
        for (std::size_t at = range.from; at < range.to;) {
            const std::size_t from = at;
            const auto number = readVarint(m_message.first(range.to), at);
            if (!number || !m_sink.scalar(key, {from, at}, Scalar::natural(*number)))
                return false;
        }
        return true;
    }

    base::ByteView m_message;
    StructureSink &m_sink;
};

} // namespace

std::optional<std::uint64_t> readVarint(base::ByteView bytes, std::size_t &at)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 70 && at < bytes.size(); shift += 7) {
        const std::uint8_t octet = bytes[at++];
        if (shift == 63 && octet > 1)
            return {};
        value |= static_cast<std::uint64_t>(octet & 0x7f) << shift;
        if (octet < 0x80)
            return value;
    }
    return {};
}

bool readProtobuf(base::ByteView message, StructureSink &sink)
{
    return isSequenceOfFields(message) && Reader(message, sink).read({0, message.size()}, 0);
}

bool beginsLikeProtobuf(base::ByteView head, std::size_t size)
{
    if (head.size() < 2 || head[0] < 0x08 || head[0] >= 0x80)
        return false;
    const unsigned type = head[0] & 7U;
    if (type == 2) // a length below 128 must leave room for itself
        return head[1] >= 0x80 || head[1] + 2U <= size;
    return type == 0 || type == 1 || type == 5;
}

bool isProtobuf(base::ByteView bytes)
{
    constexpr std::size_t shortest = 12;
    if (bytes.size() < shortest || !beginsLikeProtobuf(bytes, bytes.size()) || !beginsBinary(bytes))
        return false;
    StructureEvidence evidence(bytes);
    return readProtobuf(bytes, evidence) && evidence.holdsText(30, 6);
}

} // namespace telltale::decode
