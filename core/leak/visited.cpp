// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/visited.h"

#include "session/header_block.h"

namespace telltale::leak {

namespace {

using session::headerValue;

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool looksLikeBrowsing(const decode::OutgoingMessage &message)
{
    const session::HeaderList &headers = message.headers;
    return message.exchange->method == "GET" && contains(headerValue(headers, "Accept"), "text/html")
        && contains(headerValue(headers, "User-Agent"), "Mozilla/") && headerValue(headers, "Origin").empty()
        && headerValue(headers, "X-Requested-With") != "XMLHttpRequest";
}

} // namespace

bool isVisitedPage(const decode::OutgoingMessage &message)
{
    const session::Exchange &exchange = *message.exchange;
    if (exchange.url.empty() || (exchange.method != "GET" && exchange.method != "POST"))
        return false;
    if (contains(headerValue(message.headers, "Sec-Purpose"), "prefetch")
        || contains(headerValue(message.headers, "Purpose"), "prefetch"))
        return false;
    const std::string_view destination = headerValue(message.headers, "Sec-Fetch-Dest");
    const std::string_view mode = headerValue(message.headers, "Sec-Fetch-Mode");
    if (!destination.empty() || !mode.empty())
        return destination == "document" && mode == "navigate";
    return looksLikeBrowsing(message);
}

std::string visitedAddress(const session::Exchange &exchange)
{
    return exchange.url.substr(0, exchange.url.find('#'));
}

} // namespace telltale::leak
