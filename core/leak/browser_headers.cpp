// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/browser_headers.h"

#include "rules/rule_set.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

bool isBrowserHeader(std::string_view name)
{
    // RFC 9110, RFC 9111, W3C Fetch Metadata and Client Hints; sorted.
    constexpr std::array<std::string_view, 29> names{"accept", "accept-charset", "accept-encoding", "accept-language",
        "access-control-request-headers", "access-control-request-method", "cache-control", "connection",
        "content-encoding", "content-length", "content-type", "date", "dnt", "expect", "host", "if-modified-since",
        "if-none-match", "keep-alive", "origin", "pragma", "priority", "purpose", "range", "te", "trailer",
        "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent"};
    const std::string lower = rules::lowerKey(name);
    return lower.starts_with("sec-") || std::binary_search(names.begin(), names.end(), std::string_view(lower));
}

} // namespace telltale::leak
