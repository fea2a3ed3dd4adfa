// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/outgoing_message.h"
#include "rules/rule_set.h"

#include <memory>
#include <string>

namespace telltale::attribution {

/// A request with its exchange, opened as the engine does it.
struct TestRequest {
    TestRequest(std::string host, std::string path, session::HeaderList headers, const std::string &body = {})
    {
        exchange->host = host;
        exchange->url = "https://" + host + path;
        exchange->method = body.empty() ? "GET" : "POST";
        exchange->request.contentType = std::string(
            body.starts_with('[') || body.starts_with('{') ? "application/json" : "application/x-www-form-urlencoded");
        message = decode::openRequest(*exchange, std::move(headers), base::asBytes(body));
    }

    std::unique_ptr<session::Exchange> exchange = std::make_unique<session::Exchange>();
    decode::OutgoingMessage message;
};

inline std::shared_ptr<const rules::RuleSet> bundledRules()
{
    static const auto rules = rules::loadRules(TELLTALE_RULES_DIR);
    return rules ? rules.value() : nullptr;
}

} // namespace telltale::attribution
