// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/opened_request.h"

#include "decode/outgoing_message.h"
#include "leak/rule_leaks.h"
#include "leak/token_shape.h"
#include "trackers/endpoint_match.h"
#include "trackers/sent_values.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

namespace {

void readByRule(const rules::TrackerTable &table, const decode::OutgoingMessage &message, session::Exchange &exchange)
{
    const auto rule = trackers::endpointOf(table, message);
    if (!rule)
        return;
    exchange.tracker = trackers::describe(*rule);
    exchange.data = trackers::sentValues(*rule->endpoint, message);
}

/// Identifiers a rule names join those known by their keys; other values wait for the search for leaks.
void addTo(leak::RequestRecord &record, const std::vector<session::SentData> &data)
{
    for (const session::SentData &value : data) {
        if (leak::leakKindOf(value.kind))
            record.data.push_back(value);
        const session::SentIdentifier identifier{value.name, value.value};
        const auto &known = record.identifiers;
        if (value.kind == session::DataKind::identifier
            && std::find(known.begin(), known.end(), identifier) == known.end())
            record.identifiers.push_back(identifier);
    }
    std::sort(record.identifiers.begin(), record.identifiers.end(),
        [](const auto &a, const auto &b) { return a.kind != b.kind ? a.kind < b.kind : a.value < b.value; });
}

} // namespace

RequestOpener::RequestOpener(std::shared_ptr<const rules::RuleSet> rules, const base::Limits &limits,
    std::shared_ptr<const rules::TrackerLibrary> trackers, std::shared_ptr<const decode::DecoderRegistry> decoders)
    : m_rules(std::move(rules))
    , m_trackers(std::move(trackers))
    , m_decoders(std::move(decoders))
    , m_ladder(m_rules)
    , m_limits(limits)
{
}

std::unique_ptr<OpenedRequest> RequestOpener::open(
    const session::Exchange &exchange, session::HeaderList headers, base::ByteView body) const
{
    const decode::DecoderRegistry &registry = m_decoders ? *m_decoders : decode::DecoderRegistry::standard();
    const decode::OutgoingMessage message = decode::openRequest(exchange, std::move(headers), body, registry, m_limits);
    auto opened = std::make_unique<OpenedRequest>();
    opened->exchange = exchange;
    opened->claims = attribution::claimsOfRequest(m_ladder.all(message));
    opened->record = leak::recordRequest(*m_rules, message);
    opened->record.decoders = m_decoders;
    if (m_trackers)
        readByRule(*m_trackers->table(), message, opened->exchange);
    addTo(opened->record, opened->exchange.data);
    opened->tokens = leak::sentTokens(*m_rules, message, opened->record.identifiers);
    return opened;
}

} // namespace telltale::engine
