// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/outbox.h"

#include <iterator>

namespace telltale::engine {

namespace {

/// Copies the values of the changed keys, and forgets that they changed.
template <typename Keys, typename Values, typename Out>
void drain(Keys &keys, const Values &values, Out &out)
{
    out.reserve(keys.size());
    for (const auto &key : keys) {
        if (const auto found = values.find(key); found != values.end())
            out.push_back(found->second);
    }
    keys.clear();
}

} // namespace

void Outbox::add(std::vector<session::IdentifierSeen> identifiers)
{
    m_identifiers.insert(
        m_identifiers.end(), std::make_move_iterator(identifiers.begin()), std::make_move_iterator(identifiers.end()));
}

void Outbox::profilesChanged(std::map<std::string, std::optional<session::Profile>> profiles)
{
    profiles.merge(m_profiles); // those of an id that both have stay as they are now
    m_profiles = std::move(profiles);
}

std::shared_ptr<Batch> Outbox::gather()
{
    auto batch = std::make_shared<Batch>();
    batch->analysis = m_analysis;
    drain(m_connections, connections, batch->connections);
    batch->exchanges = exchanges.takeChanged(exchangesAtOnce);
    drain(m_leaks, leaks, batch->leaks);
    drain(m_searches, searches, batch->searches);
    drain(m_anomalies, anomalies, batch->anomalies);
    batch->dns = std::exchange(m_dns, {});
    batch->messages = std::exchange(m_messages, {});
    batch->relayEvents = std::exchange(m_relayEvents, {});
    batch->identifiers = std::exchange(m_identifiers, {});
    batch->profiles = std::exchange(m_profiles, {});
    batch->privateSpans = std::exchange(m_spans, std::nullopt);
    batch->phone = std::exchange(m_phone, std::nullopt);
    batch->faces = std::exchange(m_faces, {});
    batch->phoneHeard = std::exchange(m_heard, std::nullopt);
    batch->interceptionEnded = std::exchange(m_interceptionEnded, std::nullopt);
    batch->ownersSettled = std::exchange(m_settled, std::nullopt);
    batch->progress = progress;
    m_sentPosition = progress.position;
    m_sentPackets = progress.packets;
    return batch;
}

void Outbox::send()
{
    const bool quiet = m_connections.empty() && !exchanges.hasChanged() && m_leaks.empty() && m_searches.empty()
        && m_anomalies.empty() && m_dns.empty() && m_messages.empty() && m_relayEvents.empty() && !m_spans && !m_phone
        && !m_heard && !m_interceptionEnded && !m_settled && m_faces.empty() && m_profiles.empty()
        && m_identifiers.empty() && m_sentPosition == progress.position && m_sentPackets == progress.packets;
    if (quiet)
        return;
    m_lastSent = std::chrono::steady_clock::now();
    m_sink(gather());
}

void Outbox::close(const session::Summary &summary, const std::optional<base::Error> &error)
{
    auto batch = gather();
    while (exchanges.hasChanged())
        m_sink(std::exchange(batch, gather()));
    batch->summary = summary;
    batch->error = error;
    m_sink(batch);
}

} // namespace telltale::engine
