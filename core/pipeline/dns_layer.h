// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/dns_exchange.h"
#include "dns/dns_stream.h"
#include "pipeline/flow_context.h"
#include "reassembly/stream_sink.h"

namespace telltale::pipeline {

/// Turns the questions of one connection into `dns` values. Only those put to a resolver: what goes
/// to the whole local network (mDNS, LLMNR) tells no recipient anything about the phone's owner.
class DnsRecorder final : public dns::DnsListener {
public:
    explicit DnsRecorder(FlowContext &flow)
        : m_flow(flow)
    {
    }

    void dnsTransaction(const dns::DnsTransaction &transaction) override;
    void dnsAnomaly(const base::Anomaly &anomaly, base::Origin origin) override;

private:
    FlowContext &m_flow;
};

/// DNS over UDP.
class DnsDatagramLayer {
public:
    explicit DnsDatagramLayer(FlowContext &flow);

    void datagram(base::ByteView payload, base::Origin origin) { m_exchange.message(payload, origin); }
    void finish() { m_exchange.finish(); }

private:
    DnsRecorder m_recorder;
    dns::DnsExchange m_exchange;
};

/// DNS over TCP.
class DnsStreamLayer final : public reassembly::StreamSink, private dns::DnsStreamListener {
public:
    explicit DnsStreamLayer(FlowContext &flow);

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;

private:
    void dnsMessage(base::Side side, base::ByteView message, base::Origin origin) override;
    void dnsAnomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    DnsRecorder m_recorder;
    dns::DnsExchange m_exchange;
    dns::DnsStream m_stream;
    unsigned m_ended = 0;
};

} // namespace telltale::pipeline
