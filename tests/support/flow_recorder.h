// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/flow_context.h"
#include "pipeline/flow_output.h"
#include "session/payload_store.h"
#include "tls/key_store.h"

#include <memory>
#include <string>
#include <vector>

namespace telltale::test {

/// Writes down what a pipeline says, one line each: tests read it as a script.
class FlowRecorder final : public pipeline::FlowOutput {
public:
    void connectionChanged(const session::Connection &connection) override { connections.push_back(connection); }

    void requestComplete(const session::Exchange &exchange, const session::HeaderList &, base::ByteView body) override
    {
        lines.push_back("request " + text(exchange.id) + " " + exchange.method + " " + exchange.url + " body="
                        + std::string(base::asText(body)) + (exchange.request.complete ? "" : " incomplete"));
        requests.push_back(exchange);
    }

    void exchangeChanged(const session::Exchange &exchange) override
    {
        lines.push_back("end " + text(exchange.id) + " " + (exchange.status ? std::to_string(*exchange.status) : "-")
                        + " received=" + std::to_string(exchange.response.size)
                        + (exchange.response.complete ? "" : " incomplete"));
        exchanges.push_back(exchange);
    }

    void dnsAnswer(const session::DnsAnswer &answer) override
    {
        lines.push_back("dns " + answer.query + " " + answer.qtype + " " + answer.rcode
                        + (answer.answers.empty() ? "" : " " + answer.answers[0]));
    }

    void webSocketMessage(const session::WebSocketMessage &message) override
    {
        lines.push_back(std::string("message ") + (message.sent ? "sent " : "received ") + std::to_string(message.size));
    }

    void anomaly(const base::Anomaly &anomaly, std::optional<session::ConnectionId>, base::Origin) override
    {
        lines.push_back(std::string("anomaly ") + anomaly.id);
    }

    std::vector<std::string> lines;
    std::vector<session::Connection> connections;
    std::vector<session::Exchange> requests;
    std::vector<session::Exchange> exchanges;
};

/// What a layer needs around it.
struct FlowBench {
    FlowRecorder recorder;
    tls::KeyStore keys;
    base::Limits limits;
    std::shared_ptr<session::PayloadStore> payloads = session::PayloadStore::create().value();
    pipeline::ShardContext shard{keys, *payloads, limits, recorder, tls::PendingBudget(limits)};
    pipeline::FlowContext flow{shard, connection()};

    static session::Connection connection()
    {
        session::Connection facts;
        facts.id = {1, 0};
        facts.originator = {*net::IpAddress::parse("10.42.0.2"), 40000};
        facts.responder = {*net::IpAddress::parse("203.0.113.5"), 80};
        return facts;
    }
};

inline constexpr base::Origin at(std::int64_t seconds, std::uint64_t packet)
{
    return {{seconds * base::nanosecondsPerSecond}, packet};
}

/// Gives a text to a layer, whole or octet by octet: what comes out must be the same.
inline void feed(reassembly::StreamSink &sink, base::Side side, std::string_view text, base::Origin origin, bool bytewise)
{
    const base::ByteView bytes = base::asBytes(text);
    if (!bytewise) {
        sink.data(side, bytes, origin);
        return;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sink.data(side, bytes.subspan(i, 1), origin);
}

inline void endBoth(reassembly::StreamSink &sink, base::Origin origin)
{
    sink.end(base::Side::originator, reassembly::StreamEnd::finished, origin);
    sink.end(base::Side::responder, reassembly::StreamEnd::finished, origin);
}

} // namespace telltale::test
