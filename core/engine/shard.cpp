// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shard.h"

#include "pipeline/flow_tracker.h"

#include <chrono>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t queuedBatches = 8;

/// Collects what the flows say into one vector for the analyst.
class Collector final : public pipeline::FlowOutput {
public:
    Collector(std::shared_ptr<const rules::RuleSet> rules, const base::Limits &limits,
        std::shared_ptr<const rules::TrackerLibrary> trackers, std::shared_ptr<const decode::DecoderRegistry> decoders)
        : m_opener(std::move(rules), limits, std::move(trackers), std::move(decoders))
    {
    }

    void connectionChanged(const session::Connection &connection) override { m_findings.emplace_back(connection); }

    void requestComplete(
        const session::Exchange &exchange, const session::HeaderList &headers, base::ByteView body) override
    {
        m_findings.emplace_back(m_opener.open(exchange, headers, body));
    }

    void exchangeChanged(const session::Exchange &exchange) override { m_findings.emplace_back(exchange); }
    void dnsAnswer(const session::DnsAnswer &answer) override { m_findings.emplace_back(answer); }
    void webSocketMessage(const session::WebSocketMessage &message) override { m_findings.emplace_back(message); }

    void anomaly(
        const base::Anomaly &anomaly, std::optional<session::ConnectionId> connection, base::Origin origin) override
    {
        m_findings.emplace_back(FoundAnomaly{anomaly, connection, origin});
    }

    void pass(const OwnersTold &told) { m_findings.emplace_back(told); }

    Findings take() { return std::exchange(m_findings, {}); }

private:
    RequestOpener m_opener;
    Findings m_findings;
};

} // namespace

Shard::Shard(const tls::KeyStore &keys, std::shared_ptr<session::PayloadStore> payloads,
    std::shared_ptr<const rules::RuleSet> rules, const base::Limits &limits, BoundedQueue<Findings> &findings,
    std::shared_ptr<const rules::TrackerLibrary> trackers, std::shared_ptr<const decode::DecoderRegistry> decoders)
    : m_keys(keys)
    , m_payloads(std::move(payloads))
    , m_rules(std::move(rules))
    , m_trackers(std::move(trackers))
    , m_decoders(std::move(decoders))
    , m_limits(limits)
    , m_findings(findings)
    , m_work(queuedBatches)
    , m_thread([this] { run(); })
{
}

Shard::~Shard()
{
    m_work.close();
    m_thread.join();
}

void Shard::run()
{
    Collector collector(m_rules, m_limits, m_trackers, m_decoders);
    pipeline::FlowTracker tracker(m_keys, *m_payloads, m_limits, collector);
    const auto send = [&] {
        if (Findings found = collector.take(); !found.empty())
            m_findings.push(std::move(found));
    };
    while (!m_work.finished()) {
        auto work = m_work.pop(std::chrono::milliseconds(100));
        if (!work)
            continue;
        if (auto *batch = std::get_if<std::unique_ptr<PacketBatch>>(&*work)) {
            (*batch)->forEach(
                [&](const net::TransportPacket &packet, base::Origin origin) { tracker.add(packet, origin); });
        } else if (std::holds_alternative<KeysChanged>(*work)) {
            tracker.keysChanged();
        } else if (const auto *time = std::get_if<TimePassed>(&*work)) {
            tracker.advance(time->now);
        }
        tracker.flush();
        if (const auto *told = std::get_if<OwnersTold>(&*work))
            collector.pass(*told);
        send();
    }
    tracker.finish();
    send();
    Findings end;
    end.emplace_back(ShardEnd{});
    m_findings.push(std::move(end));
}

} // namespace telltale::engine
