// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/sender.h"

#include "leak/request_url.h"
#include "rules/registrable_domain.h"
#include "rules/rule_set.h"
#include "session/header_block.h"

#include <array>
#include <charconv>

namespace telltale::leak {

namespace {

using session::headerValue;
using session::Party;
using session::SentBy;

/// Whether a browser of that User-Agent sends Sec-Fetch-Site with every request over https.
bool alwaysNamesSite(std::string_view agent)
{
    struct Since {
        std::string_view product;
        int version;
    };
    constexpr std::array<Since, 2> since{{{"Chrome/", 80}, {"Firefox/", 90}}};
    for (const Since &known : since) {
        const std::size_t at = agent.find(known.product);
        if (at == std::string_view::npos)
            continue;
        int version = 0;
        const std::string_view number = agent.substr(at + known.product.size());
        std::from_chars(number.data(), number.data() + number.size(), version);
        return version >= known.version;
    }
    return false;
}

/// A request that names no page: by the app, unless a page may have made it and kept silent.
session::Sender withoutPage(const session::Exchange &exchange, std::string_view agent)
{
    session::Sender sender;
    if (!agent.starts_with("Mozilla/")) {
        sender.by = SentBy::app;
        sender.evidence = {agent.empty() ? "no User-Agent" : "User-Agent of no browser"};
    } else if (!exchange.method.empty() && exchange.method != "GET" && exchange.method != "HEAD") {
        sender.by = SentBy::app;
        sender.evidence = {exchange.method + " without Origin"};
    } else if (splitUrl(exchange.url).scheme == "https" && alwaysNamesSite(agent)) {
        sender.by = SentBy::app;
        sender.evidence = {"no Sec-Fetch-Site"};
    }
    return sender;
}

Party partyOf(const session::Sender &sender, std::string_view site, std::string_view recipient)
{
    const std::string_view page = splitUrl(sender.origin).host;
    if (!page.empty() && !recipient.empty())
        return rules::sameSite(page, recipient) ? Party::first : Party::third;
    if (site == "cross-site")
        return Party::third;
    return site.empty() ? Party::unknown : Party::first;
}

} // namespace

session::Sender senderOf(const session::Exchange &exchange, const session::HeaderList &headers)
{
    const std::string site = rules::lowerKey(headerValue(headers, "Sec-Fetch-Site"));
    const std::string_view origin = headerValue(headers, "Origin");
    const std::string_view referer = headerValue(headers, "Referer");
    session::Sender sender;
    if (site == "none") {
        sender.by = SentBy::app;
        sender.evidence = {"Sec-Fetch-Site: none"};
        return sender;
    }
    const bool told = site == "cross-site" || site == "same-site" || site == "same-origin";
    if (!told && origin.empty() && referer.empty())
        return withoutPage(exchange, headerValue(headers, "User-Agent"));
    sender.by = SentBy::page;
    if (told)
        sender.evidence.push_back("Sec-Fetch-Site: " + site);
    if (!origin.empty())
        sender.evidence.emplace_back("Origin");
    if (!referer.empty())
        sender.evidence.emplace_back("Referer");
    // "null" is what a page without an origin of its own sends (RFC 6454 § 7.3).
    sender.origin = !origin.empty() && origin != "null" ? std::string(origin) : originOf(referer);
    if (sender.origin.empty() && site == "same-origin")
        sender.origin = originOf(exchange.url);
    sender.party = partyOf(sender, told ? std::string_view(site) : std::string_view(), splitUrl(exchange.url).host);
    if (!headerValue(headers, "Sec-Fetch-Storage-Access").empty() && sender.party != Party::third) {
        sender.party = Party::third;
        sender.evidence.emplace_back("Sec-Fetch-Storage-Access");
    }
    return sender;
}

bool isEmbeddedFrame(const session::Sender &sender, std::string_view recipientHost)
{
    const std::string_view frame = splitUrl(sender.origin).host;
    return sender.party == Party::third && !frame.empty() && rules::sameSite(frame, recipientHost);
}

} // namespace telltale::leak
