// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/dns_layer.h"

namespace telltale::pipeline {

void DnsRecorder::dnsTransaction(const dns::DnsTransaction &transaction)
{
    if (transaction.query.empty() && transaction.qtype.empty())
        return;
    session::DnsAnswer answer;
    answer.connection = m_flow.connection.id;
    answer.ordinal = ++m_flow.dnsAnswers;
    answer.time = transaction.asked.time;
    answer.query = transaction.query;
    answer.qtype = transaction.qtype;
    answer.rcode = transaction.rcode;
    answer.answers = transaction.answers;
    answer.addresses = transaction.addresses;
    m_flow.shard.output.dnsAnswer(answer);
}

void DnsRecorder::dnsAnomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_flow.anomaly(anomaly, origin);
}

DnsDatagramLayer::DnsDatagramLayer(FlowContext &flow)
    : m_recorder(flow)
    , m_exchange(dns::DnsKind::dns, m_recorder)
{
}

DnsStreamLayer::DnsStreamLayer(FlowContext &flow)
    : m_recorder(flow)
    , m_exchange(dns::DnsKind::dns, m_recorder)
    , m_stream(*this)
{
}

void DnsStreamLayer::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    m_stream.data(side, bytes, origin);
}

void DnsStreamLayer::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    m_stream.gap(side, size, origin);
}

void DnsStreamLayer::end(base::Side side, reassembly::StreamEnd how, base::Origin origin)
{
    m_stream.end(side, how, origin);
    if (++m_ended == 2)
        m_exchange.finish();
}

void DnsStreamLayer::dnsMessage(base::Side, base::ByteView message, base::Origin origin)
{
    m_exchange.message(message, origin);
}

void DnsStreamLayer::dnsAnomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_recorder.dnsAnomaly(anomaly, origin);
}

} // namespace telltale::pipeline
