// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/opened_request.h"

#include "decode/outgoing_message.h"
#include "leak/token_shape.h"

#include <utility>

namespace telltale::engine {

RequestOpener::RequestOpener(std::shared_ptr<const rules::RuleSet> rules, const base::Limits &limits)
    : m_rules(std::move(rules))
    , m_ladder(m_rules)
    , m_limits(limits)
{
}

std::unique_ptr<OpenedRequest> RequestOpener::open(
    const session::Exchange &exchange, session::HeaderList headers, base::ByteView body) const
{
    const decode::OutgoingMessage message = decode::openRequest(exchange, std::move(headers), body, m_limits);
    auto opened = std::make_unique<OpenedRequest>();
    opened->exchange = exchange;
    opened->claims = attribution::claimsOfRequest(m_ladder.all(message));
    opened->record = leak::recordRequest(*m_rules, message);
    opened->tokens = leak::sentTokens(*m_rules, message, opened->record.identifiers);
    return opened;
}

} // namespace telltale::engine
