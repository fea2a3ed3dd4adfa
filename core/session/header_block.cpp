// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/header_block.h"

#include "base/byte_reader.h"

#include <algorithm>

namespace telltale::session {

namespace {

void putLength(base::ByteBuffer &block, std::size_t length)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        block.push_back(static_cast<std::uint8_t>(length >> shift));
}

void putText(base::ByteBuffer &block, std::string_view text)
{
    const base::ByteView bytes = base::asBytes(text);
    block.insert(block.end(), bytes.begin(), bytes.end());
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool sameName(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

base::ByteBuffer encodeHeaders(const HeaderList &headers)
{
    std::size_t size = 0;
    for (const Header &header : headers)
        size += 8 + header.name.size() + header.value.size();
    base::ByteBuffer block;
    block.reserve(size);
    for (const Header &header : headers) {
        putLength(block, header.name.size());
        putLength(block, header.value.size());
        putText(block, header.name);
        putText(block, header.value);
    }
    return block;
}

HeaderList decodeHeaders(base::ByteView block)
{
    HeaderList headers;
    base::ByteReader reader(block);
    while (!reader.atEnd()) {
        const std::uint32_t nameLength = reader.u32le();
        const std::uint32_t valueLength = reader.u32le();
        const std::string_view name = base::asText(reader.take(nameLength));
        const std::string_view value = base::asText(reader.take(valueLength));
        if (!reader.ok())
            break;
        headers.push_back({std::string(name), std::string(value)});
    }
    return headers;
}

std::string_view headerValue(const HeaderList &headers, std::string_view name)
{
    const auto found = std::find_if(
        headers.begin(), headers.end(), [name](const Header &header) { return sameName(header.name, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

} // namespace telltale::session
