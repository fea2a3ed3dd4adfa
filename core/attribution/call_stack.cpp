// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/call_stack.h"

#include "base/utf8.h"

#include <algorithm>

namespace telltale::attribution {

namespace {

std::string shortened(std::string text)
{
    constexpr std::string_view more = "\xe2\x80\xa6"; // …
    if (text.size() <= longestFrame)
        return text;
    std::size_t end = longestFrame - more.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // not inside a character
    return text.substr(0, end).append(more);
}

std::string placeOf(const FrameParts &parts)
{
    if (parts.isNative)
        return " (native)";
    if (parts.file.empty())
        return {};
    return " (" + std::string(parts.file) + (parts.line > 0 ? ":" + std::to_string(parts.line) : std::string()) + ")";
}

bool isLine(std::string_view text)
{
    return !text.empty() && text.find_first_of("\r\n\t") == std::string_view::npos && base::isReadableText(text);
}

} // namespace

std::string frameText(const FrameParts &parts)
{
    std::string text(parts.className);
    if (!parts.method.empty())
        text.append(text.empty() ? "" : ".").append(parts.method);
    text = text.empty() ? std::string(parts.whole) : text + placeOf(parts);
    return isLine(text) ? shortened(std::move(text)) : std::string();
}

bool isFrame(std::string_view text)
{
    return text.size() <= longestFrame && isLine(text);
}

std::string ownFrame(const session::CallStack &stack, std::string_view package)
{
    const std::size_t first = package.find('.');
    if (first == std::string_view::npos)
        return {};
    const std::string beside = std::string(package.substr(0, package.find('.', first + 1))) + '.';
    const auto own =
        std::find_if(stack.begin(), stack.end(), [&](const std::string &frame) { return frame.starts_with(beside); });
    return own == stack.end() ? std::string() : *own;
}

} // namespace telltale::attribution
