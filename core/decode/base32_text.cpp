// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/base32_text.h"

namespace telltale::decode {

namespace {

int valueOf(char c, char firstLetter)
{
    if (c >= firstLetter && c < firstLetter + 26)
        return c - firstLetter;
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

bool isWholeLength(std::size_t characters)
{
    const std::size_t last = characters % 8;
    return last != 1 && last != 3 && last != 6;
}

} // namespace

std::optional<base::ByteBuffer> decodeBase32(std::string_view text)
{
    const std::size_t padding = text.size() - (text.find_last_not_of('=') + 1);
    if (padding == text.size() || padding > 6 || (padding > 0 && text.size() % 8 != 0))
        return {};
    text.remove_suffix(padding);
    const std::size_t letter = text.find_first_not_of("234567");
    if (letter == std::string_view::npos || !isWholeLength(text.size()))
        return {};
    const char firstLetter = text[letter] >= 'a' ? 'a' : 'A';
    base::ByteBuffer octets;
    octets.reserve(text.size() * 5 / 8);
    unsigned group = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const int value = valueOf(c, firstLetter);
        if (value < 0)
            return {};
        group = (group << 5 | static_cast<unsigned>(value)) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            octets.push_back(static_cast<std::uint8_t>(group >> bits));
        }
    }
    if ((group & ((1U << bits) - 1)) != 0)
        return {};
    return octets;
}

} // namespace telltale::decode
