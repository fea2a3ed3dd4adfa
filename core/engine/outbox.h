// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/batch.h"
#include "engine/exchange_shelf.h"
#include "session/values.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace telltale::engine {

/// All values of a session as they are known now, and which of them changed since the last batch.
/// Belongs to the analyst's thread.
class Outbox {
public:
    /// A batch at most this often: twenty a second.
    static constexpr auto interval = std::chrono::milliseconds(50);
    /// Exchanges in one batch; what changed beyond that comes with the next.
    static constexpr std::size_t exchangesAtOnce = 4096;

    Outbox(std::uint64_t analysis, BatchSink sink)
        : m_analysis(analysis)
        , m_sink(std::move(sink))
    {
    }

    using AnomalyKey = std::pair<std::string, std::optional<session::ConnectionId>>;

    std::map<session::ConnectionId, session::Connection> connections;
    ExchangeShelf exchanges;
    std::map<std::string, session::Leak> leaks;
    std::map<std::string, session::Search> searches;
    std::map<AnomalyKey, session::AnomalyRecord> anomalies;
    Progress progress;

    void changed(const session::ConnectionId &id) { m_connections.insert(id), m_touched.connections.insert(id); }
    void leakChanged(const std::string &id) { m_leaks.insert(id), m_touched.leaks.insert(id); }
    void searchChanged(const std::string &id) { m_searches.insert(id), m_touched.searches.insert(id); }
    void anomalyChanged(const AnomalyKey &key) { m_anomalies.insert(key); }
    void add(const session::DnsAnswer &answer) { m_dns.push_back(answer); }
    void add(const session::WebSocketMessage &message) { m_messages.push_back(message); }
    void add(const intercept::RelayEvent &event) { m_relayEvents.push_back(event); }
    void add(std::vector<session::IdentifierSeen> identifiers);
    void profilesChanged(std::map<std::string, std::optional<session::Profile>> profiles);
    void phoneChanged(const attribution::PhoneLink &phone) { m_phone = phone; }
    void add(const attribution::AppFace &face)
    {
        m_faces.push_back(std::make_shared<const attribution::AppFace>(face));
    }
    void phoneHeard(const net::IpAddress &from) { m_heard = from; }
    void interceptionEnded(base::Timestamp time) { m_interceptionEnded = time; }
    void ownersSettled(base::Timestamp until) { m_settled = until; }
    void spansChanged(const std::vector<session::PrivateSpan> &spans) { m_spans = spans; }

    /// What changed since the last call, whether it was sent meanwhile or not.
    struct Touched {
        std::set<session::ConnectionId> connections;
        std::set<std::string> leaks;
        std::set<std::string> searches;
    };
    Touched takeTouched() { return std::exchange(m_touched, {}); }

    /// The interval since the last batch is over.
    [[nodiscard]] bool isDue() const { return std::chrono::steady_clock::now() - m_lastSent >= interval; }
    /// Sends a batch if there is anything to say.
    void send();
    /// Sends all that is left; the last batch has the summary.
    void close(const session::Summary &summary, const std::optional<base::Error> &error);

private:
    std::shared_ptr<Batch> gather();

    std::uint64_t m_analysis;
    BatchSink m_sink;
    std::set<session::ConnectionId> m_connections;
    std::set<std::string> m_leaks;
    std::set<std::string> m_searches;
    Touched m_touched;
    std::set<AnomalyKey> m_anomalies;
    std::vector<session::DnsAnswer> m_dns;
    std::vector<session::WebSocketMessage> m_messages;
    std::vector<intercept::RelayEvent> m_relayEvents;
    std::vector<session::IdentifierSeen> m_identifiers;
    std::map<std::string, std::optional<session::Profile>> m_profiles;
    std::optional<std::vector<session::PrivateSpan>> m_spans;
    std::optional<attribution::PhoneLink> m_phone;
    std::vector<std::shared_ptr<const attribution::AppFace>> m_faces;
    std::optional<net::IpAddress> m_heard;
    std::optional<base::Timestamp> m_interceptionEnded;
    std::optional<base::Timestamp> m_settled;
    std::uint64_t m_sentPosition = UINT64_MAX;
    std::uint64_t m_sentPackets = UINT64_MAX;
    std::chrono::steady_clock::time_point m_lastSent;
};

} // namespace telltale::engine
