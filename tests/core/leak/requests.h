// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "leak/leak_finder.h"
#include "rules/rule_set.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace telltale::leak {

/// A request in the making; ids and times count up unless they are set.
struct Sent {
    std::string url = {};
    session::HeaderList headers = {};
    std::string body = {};
    std::string contentType = "application/x-www-form-urlencoded";
    std::string method = {};
    double seconds = 0; ///< after 2026-01-01; the request is complete then
    std::uint64_t packet = 1; ///< names the connection
};

/// The request with its exchange, opened as the engine does it.
struct OpenedRequest {
    explicit OpenedRequest(const Sent &sent)
    {
        const std::size_t begin = sent.url.find("://") + 3;
        exchange->id = {{sent.packet, 0}, 1};
        exchange->url = sent.url;
        exchange->host = sent.url.substr(begin, sent.url.find('/', begin) - begin);
        exchange->recipient.host = exchange->host;
        exchange->method = !sent.method.empty() ? sent.method : sent.body.empty() ? "GET" : "POST";
        exchange->requestEnd.nanoseconds = 1767225600'000000000 + static_cast<std::int64_t>(sent.seconds * 1e9);
        if (!sent.body.empty())
            exchange->request.contentType = sent.contentType;
        message = decode::openRequest(*exchange, sent.headers, base::asBytes(sent.body));
    }

    std::unique_ptr<session::Exchange> exchange = std::make_unique<session::Exchange>();
    decode::OutgoingMessage message;
};

inline std::shared_ptr<const rules::RuleSet> bundledRules()
{
    static const auto rules = rules::loadRules(TELLTALE_RULES_DIR);
    return rules ? rules.value() : nullptr;
}

/// What the finder is given of a request, app and recipient as the engine fills them in.
inline RequestRecord recorded(const Sent &sent)
{
    const OpenedRequest request(sent);
    RequestRecord record = recordRequest(*bundledRules(), request.message);
    record.recipient = request.exchange->recipient;
    record.app = request.exchange->app;
    return record;
}

inline session::HeaderList navigation()
{
    return {{"Sec-Fetch-Dest", "document"}, {"Sec-Fetch-Mode", "navigate"}, {"Accept", "text/html"}};
}

/// What a finder finds in these requests, in this order.
inline Findings findIn(const std::vector<Sent> &requests, const std::vector<std::string> &declared = {})
{
    LeakFinder finder(bundledRules(), declared);
    for (const Sent &sent : requests)
        finder.addRequest(recorded(sent));
    finder.closeTyped(std::nullopt);
    return finder.take();
}

} // namespace telltale::leak
