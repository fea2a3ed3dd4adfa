// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/sender.h"

#include "leak/request_url.h"
#include "session/header_block.h"

namespace telltale::leak {

session::Sender senderOf(const session::HeaderList &headers)
{
    using session::headerValue;
    session::Sender sender;
    const std::string_view origin = headerValue(headers, "Origin");
    const std::string_view referer = headerValue(headers, "Referer");
    const std::string_view site = headerValue(headers, "Sec-Fetch-Site");
    sender.page =
        !origin.empty() || !referer.empty() || site == "cross-site" || site == "same-site" || site == "same-origin";
    // "null" is what a page without an origin of its own sends (RFC 6454 § 7.3).
    if (!origin.empty() && origin != "null")
        sender.origin = origin;
    else
        sender.origin = originOf(referer);
    return sender;
}

} // namespace telltale::leak
