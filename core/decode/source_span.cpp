// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/source_span.h"

namespace telltale::decode {

base::ByteRange sourceSpan(std::string_view text, base::ByteRange part, UnitAt unitAt)
{
    base::ByteRange span{text.size(), text.size()};
    std::size_t decoded = 0;
    for (std::size_t at = 0; at < text.size();) {
        const EncodedUnit unit = unitAt(text, at);
        if (unit.source == 0)
            break;
        const std::size_t next = decoded + unit.octets;
        if (next > part.from && span.from == text.size())
            span.from = at;
        if (decoded >= part.to || part.empty()) {
            if (span.from < text.size()) {
                span.to = part.empty() ? span.from : at;
                return span;
            }
        }
        decoded = next;
        at += unit.source;
    }
    return span;
}

base::ByteRange groupSpan(std::string_view text, base::ByteRange part, std::size_t characters, std::size_t octets)
{
    const std::size_t first = part.from / octets * characters;
    const std::size_t last = (part.to + octets - 1) / octets * characters;
    base::ByteRange span{text.size(), text.size()};
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\r' || text[at] == '\n')
            continue;
        if (count == first)
            span.from = at;
        if (++count == last) {
            span.to = at + 1;
            break;
        }
    }
    if (part.empty())
        span.to = span.from;
    return span;
}

} // namespace telltale::decode
