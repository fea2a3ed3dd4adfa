// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/string_pool.h"

#include "attribution/apk/apk_limits.h"
#include "base/utf8.h"

#include <algorithm>

namespace telltale::attribution::apk {

namespace {

constexpr std::uint32_t utf8Flag = 1U << 8;
constexpr std::size_t offsetBytes = 4;

/// One octet, or two with the highest bit of the first set.
std::size_t shortLength(base::ByteReader &reader)
{
    const std::uint8_t first = reader.u8();
    return first < 0x80 ? first : (first & 0x7fU) << 8 | reader.u8();
}

/// One unit of two octets, or two with the highest bit of the first set.
std::size_t longLength(base::ByteReader &reader)
{
    const std::uint16_t first = reader.u16le();
    return first < 0x8000 ? first : (first & 0x7fffU) << 16 | reader.u16le();
}

void appendUtf8(std::string &text, std::uint32_t c)
{
    const auto put = [&text](std::uint32_t octet) { text += static_cast<char>(octet); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

std::string readUtf8(base::ByteReader reader)
{
    (void)shortLength(reader); // in units of UTF-16
    const std::size_t length = shortLength(reader);
    const std::string_view all = base::asText(reader.take(length));
    std::string_view text = all.substr(0, ApkLimits::stringBytes);
    std::size_t whole = 0;
    while (whole < text.size()) {
        const std::size_t step = base::utf8SequenceLength(text.substr(whole));
        if (step == 0)
            break;
        whole += step;
    }
    const bool cut = text.size() < all.size() && whole + 4 > text.size();
    return reader.ok() && (whole == text.size() || cut) ? std::string(text.substr(0, whole)) : std::string();
}

std::string readUtf16(base::ByteReader reader)
{
    const std::size_t length = longLength(reader);
    std::string text;
    for (std::size_t i = 0; i < length && text.size() + 4 <= ApkLimits::stringBytes && reader.ok(); ++i) {
        std::uint32_t c = reader.u16le();
        if (c >= 0xd800 && c < 0xdc00 && i + 1 < length) {
            const std::uint32_t low = reader.u16le();
            ++i;
            if (low < 0xdc00 || low >= 0xe000)
                return {};
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        } else if (c >= 0xd800 && c < 0xe000) {
            return {};
        }
        appendUtf8(text, c);
    }
    return reader.ok() ? text : std::string();
}

} // namespace

StringPool::StringPool(const Chunk &chunk)
{
    base::ByteReader reader(chunk.bytes);
    reader.skip(8);
    const std::size_t count = reader.u32le();
    reader.skip(4); // styles
    const std::uint32_t flags = reader.u32le();
    const std::size_t start = reader.u32le();
    if (chunk.type != ChunkType::strings || !reader.ok() || start > chunk.bytes.size())
        return;
    m_offsets = chunk.body();
    m_offsets = m_offsets.first(std::min(m_offsets.size() / offsetBytes, count) * offsetBytes);
    m_strings = chunk.bytes.subspan(start);
    m_utf8 = (flags & utf8Flag) != 0;
}

std::string StringPool::at(std::uint32_t index) const
{
    if (index >= m_offsets.size() / offsetBytes)
        return {};
    base::ByteReader offset(m_offsets.subspan(index * offsetBytes));
    base::ByteReader reader(m_strings);
    reader.skip(offset.u32le());
    return m_utf8 ? readUtf8(reader) : readUtf16(reader);
}

} // namespace telltale::attribution::apk
