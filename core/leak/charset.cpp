// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/charset.h"

#include "base/utf8.h"
#include "decode/charset_text.h"

namespace telltale::leak {

namespace {

void appendUtf8(std::string &text, unsigned char latin)
{
    text.push_back(static_cast<char>(0xC0 | (latin >> 6)));
    text.push_back(static_cast<char>(0x80 | (latin & 0x3F)));
}

} // namespace

std::string readText(std::string_view octets, std::string_view charset)
{
    if (base::isUtf8(octets))
        return std::string(octets);
    if (!charset.empty()) {
        if (auto text = decode::toUtf8(octets, charset))
            return *text;
    }
    if (auto text = decode::toUtf8(octets, "WINDOWS-1252"))
        return *text;
    std::string text; // five octets have no meaning in windows-1252: ISO 8859-1 has all
    for (const char c : octets) {
        if (static_cast<unsigned char>(c) < 0x80)
            text.push_back(c);
        else
            appendUtf8(text, static_cast<unsigned char>(c));
    }
    return text;
}

} // namespace telltale::leak
