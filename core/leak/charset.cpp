// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/charset.h"

#include "base/utf8.h"

#include <iconv.h>

#include <optional>

namespace telltale::leak {

namespace {

std::optional<std::string> convert(std::string_view octets, const std::string &charset)
{
    const iconv_t converter = iconv_open("UTF-8", charset.c_str());
    // POSIX gives (iconv_t)-1 for a charset it does not know; the type is a pointer here.
    if (reinterpret_cast<std::intptr_t>(converter) == -1)
        return std::nullopt;
    std::string input(octets);
    std::string output(octets.size() * 4 + 16, '\0');
    char *from = input.data();
    char *to = output.data();
    std::size_t left = input.size();
    std::size_t room = output.size();
    const bool whole = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (!whole || left != 0)
        return std::nullopt;
    output.resize(output.size() - room);
    return output;
}

void appendUtf8(std::string &text, unsigned char latin)
{
    text.push_back(static_cast<char>(0xC0 | (latin >> 6)));
    text.push_back(static_cast<char>(0x80 | (latin & 0x3F)));
}

} // namespace

std::string readText(std::string_view octets, const std::vector<std::string> &charsets)
{
    if (base::isUtf8(octets))
        return std::string(octets);
    for (const std::string &charset : charsets) {
        if (auto text = convert(octets, charset))
            return *text;
    }
    if (auto text = convert(octets, "WINDOWS-1252"))
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
