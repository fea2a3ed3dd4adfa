// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/percent_text.h"

namespace telltale::decode {

EncodedUnit percentUnit(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return {};
    const bool escape =
        text[at] == '%' && text.size() - at >= 3 && hexDigit(text[at + 1]) >= 0 && hexDigit(text[at + 2]) >= 0;
    return {escape ? 3U : 1U, 1};
}

base::ByteBuffer decodePercent(std::string_view text, Plus plus)
{
    base::ByteBuffer decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const EncodedUnit unit = percentUnit(text, at);
        if (unit.source == 3)
            decoded.push_back(static_cast<std::uint8_t>(hexDigit(text[at + 1]) * 16 + hexDigit(text[at + 2])));
        else if (plus == Plus::asSpace && text[at] == '+')
            decoded.push_back(' ');
        else
            decoded.push_back(static_cast<std::uint8_t>(text[at]));
        at += unit.source;
    }
    return decoded;
}

bool needsPercentDecoding(std::string_view text, Plus plus)
{
    if (plus == Plus::asSpace && text.find('+') != std::string_view::npos)
        return true;
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (percentUnit(text, at).source == 3)
            return true;
    }
    return false;
}

bool isPercentEncoded(std::string_view text)
{
    std::size_t at = text.find('%');
    if (at == std::string_view::npos)
        return false;
    for (; at != std::string_view::npos; at = text.find('%', at + 3)) {
        if (percentUnit(text, at).source != 3)
            return false;
    }
    return true;
}

} // namespace telltale::decode
