// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

namespace telltale::base {

namespace {

bool within(std::string_view text, std::size_t at, unsigned low, unsigned high)
{
    if (at >= text.size())
        return false;
    const auto c = static_cast<unsigned char>(text[at]);
    return c >= low && c <= high;
}

bool isTail(std::string_view text, std::size_t at)
{
    return within(text, at, 0x80, 0xbf);
}

} // namespace

std::size_t utf8SequenceLength(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return isTail(text, 1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const unsigned low = first == 0xe0 ? 0xa0 : 0x80;
        const unsigned high = first == 0xed ? 0x9f : 0xbf;
        return within(text, 1, low, high) && isTail(text, 2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const unsigned low = first == 0xf0 ? 0x90 : 0x80;
        const unsigned high = first == 0xf4 ? 0x8f : 0xbf;
        return within(text, 1, low, high) && isTail(text, 2) && isTail(text, 3) ? 4 : 0;
    }
    return 0;
}

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8SequenceLength(text.substr(at, 4));
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

bool isReadableText(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            return false;
        const std::size_t length = utf8SequenceLength(text.substr(at, 4));
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

} // namespace telltale::base
