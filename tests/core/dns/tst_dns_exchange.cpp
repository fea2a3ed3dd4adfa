// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_exchange.h"

#include "core/dns/message_builder.h"
#include "core/reassembly/capture_replay.h"
#include "dns/dns_stream.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>

namespace telltale::dns::test {

namespace {

using namespace std::string_literals;
using Lines = std::vector<std::string>;

/// Writes transactions as "packet name type -> rcode answers", with "?" where nothing answered.
class Heard final : public DnsListener {
public:
    Lines lines;
    std::vector<DnsTransaction> transactions;

    void dnsTransaction(const DnsTransaction &transaction) override
    {
        std::string line = std::to_string(transaction.asked.packet) + ' ' + transaction.query + ' ' + transaction.qtype
            + " -> " + (transaction.answered ? transaction.rcode : "?");
        for (const std::string &data : transaction.answers)
            line += ' ' + data;
        lines.push_back((transaction.queryCaptured ? "" : "answer alone: ") + line);
        transactions.push_back(transaction);
    }
    void dnsAnomaly(const base::Anomaly &anomaly, base::Origin) override { lines.emplace_back(anomaly.id); }
};

base::Origin packet(std::uint64_t number, double seconds = 0)
{
    return {{static_cast<std::int64_t>(seconds * 1e9)}, number};
}

MessageBuilder ask(std::uint16_t id, std::string_view name, std::uint16_t type = 1)
{
    return MessageBuilder(id, query, 1).question(name, type);
}

MessageBuilder reply(std::uint16_t id, std::string_view name, const std::string &address = "\xc0\0\2\1"s)
{
    return MessageBuilder(id, answer, 1, 1).question(name, 1).record(questionName, 1, address);
}

TEST(DnsExchange, pairsByIdAndName)
{
    Heard heard;
    DnsExchange exchange(DnsKind::dns, heard);
    exchange.message(ask(1, "one.test").bytes(), packet(1));
    exchange.message(ask(2, "two.test").bytes(), packet(2));
    exchange.message(ask(2, "three.test").bytes(), packet(3));
    exchange.message(reply(2, "THREE.test").bytes(), packet(4));
    exchange.message(reply(1, "one.test").bytes(), packet(5));
    exchange.message(MessageBuilder(2, answer | 3, 1).question("two.test", 1).bytes(), packet(6));
    exchange.finish();
    EXPECT_EQ(heard.lines,
        (Lines{
            "3 three.test A -> NOERROR 192.0.2.1", "1 one.test A -> NOERROR 192.0.2.1", "2 two.test A -> NXDOMAIN"}));
    EXPECT_EQ(heard.transactions[1].answered, packet(5));
    ASSERT_EQ(heard.transactions[1].addresses.size(), 1U);
    EXPECT_EQ(heard.transactions[1].addresses[0].text(), "192.0.2.1");
}

TEST(DnsExchange, everyRetransmissionIsOneRecord)
{
    Heard heard;
    DnsExchange exchange(DnsKind::dns, heard);
    exchange.message(ask(1, "a.test").bytes(), packet(1));
    exchange.message(ask(1, "a.test").bytes(), packet(2));
    exchange.message(reply(1, "a.test").bytes(), packet(3));
    exchange.message(ask(1, "a.test").bytes(), packet(4));
    exchange.finish();
    EXPECT_EQ(
        heard.lines, (Lines{"1 a.test A -> NOERROR 192.0.2.1", "2 a.test A -> NOERROR 192.0.2.1", "4 a.test A -> ?"}));
}

TEST(DnsExchange, withoutAnAnswerItIsToldInTheEndOrAfterHalfAMinute)
{
    Heard heard;
    DnsExchange exchange(DnsKind::llmnr, heard);
    exchange.message(ask(1, "a.test").bytes(), packet(1, 0));
    exchange.message(ask(2, "b.test", 65280).bytes(), packet(2, 29));
    EXPECT_EQ(heard.lines, Lines{});
    exchange.message(ask(3, "c.test", 65).bytes(), packet(3, 30));
    EXPECT_EQ(heard.lines, (Lines{"1 a.test A -> ?"}));
    exchange.finish();
    EXPECT_EQ(heard.lines, (Lines{"1 a.test A -> ?", "2 b.test TYPE65280 -> ?", "3 c.test HTTPS -> ?"}));
    EXPECT_EQ(heard.transactions[0].kind, DnsKind::llmnr);
}

TEST(DnsExchange, aLateOrForeignAnswerStandsAlone)
{
    Heard heard;
    DnsExchange exchange(DnsKind::dns, heard);
    exchange.message(ask(1, "a.test").bytes(), packet(1));
    exchange.message(reply(1, "b.test").bytes(), packet(2));
    exchange.message(MessageBuilder(1, answer | 2, 0).bytes(), packet(3));
    EXPECT_EQ(heard.lines, (Lines{"answer alone: 2 b.test A -> NOERROR 192.0.2.1", "1 a.test A -> SERVFAIL"}));
}

TEST(DnsExchange, multicastQueriesAreToldAtOnce)
{
    Heard heard;
    DnsExchange exchange(DnsKind::mdns, heard);
    exchange.message(ask(0, "printer.local", 12).bytes(), packet(1));
    exchange.message(reply(0, "printer.local").bytes(), packet(2));
    exchange.finish();
    EXPECT_EQ(heard.lines, (Lines{"1 printer.local PTR -> ?"}));
}

TEST(DnsExchange, damagedQueriesCountAsFarAsTheyGo)
{
    Heard heard;
    DnsExchange exchange(DnsKind::dns, heard);
    exchange.message(base::asBytes("short"), packet(1));
    exchange.message(MessageBuilder(1, query, 2).question("a.test", 1).bytes(), packet(2));
    exchange.message(MessageBuilder(2, query, 1).raw("\xc0").bytes(), packet(3));
    exchange.finish();
    EXPECT_EQ(heard.lines, (Lines{"dns.malformed", "dns.malformed", "dns.malformed", "2 a.test A -> ?", "3   -> ?"}));
}

TEST(DnsExchange, whatWaitsIsBounded)
{
    Heard heard;
    DnsExchange exchange(DnsKind::dns, heard);
    for (unsigned i = 0; i <= DnsExchange::mostWaiting; ++i)
        exchange.message(ask(static_cast<std::uint16_t>(i), "a.test").bytes(), packet(i + 1));
    EXPECT_EQ(heard.lines, (Lines{"1 a.test A -> ?"}));
}

TEST(DnsExchange, portsTellTheKind)
{
    EXPECT_EQ(dnsKindOfPorts(40000, 53), DnsKind::dns);
    EXPECT_EQ(dnsKindOfPorts(5353, 5353), DnsKind::mdns);
    EXPECT_EQ(dnsKindOfPorts(5355, 40000), DnsKind::llmnr);
    EXPECT_EQ(dnsKindOfPorts(40000, 443), std::nullopt);
}

/// Finds the DNS conversations of a capture.
class Conversations final : public reassembly::ConnectionListener {
public:
    Heard heard;

    reassembly::StreamSink *connectionOpened(const reassembly::TcpConnection &connection) override
    {
        if (dnsKindOfPorts(connection.originator().port, connection.responder().port) != DnsKind::dns)
            return nullptr;
        return &m_streams.emplace(connection.id(), std::make_unique<Stream>(heard)).first->second->sink;
    }
    void connectionClosed(const reassembly::TcpConnection &connection) override
    {
        if (const auto found = m_streams.find(connection.id()); found != m_streams.end())
            found->second->exchange.finish();
    }
    void connectionAnomaly(const reassembly::TcpConnection &, const base::Anomaly &, base::Origin) override { }
    void flowOpened(const reassembly::UdpFlow &flow) override
    {
        if (const auto kind = dnsKindOfPorts(flow.originator.port, flow.responder.port))
            m_flows.emplace(flow.id(), DnsExchange(*kind, heard));
    }
    void datagram(const reassembly::UdpFlow &flow, base::Side, base::ByteView payload, std::uint32_t,
        base::Origin origin) override
    {
        if (const auto found = m_flows.find(flow.id()); found != m_flows.end())
            found->second.message(payload, origin);
    }
    void flowClosed(const reassembly::UdpFlow &flow) override
    {
        if (const auto found = m_flows.find(flow.id()); found != m_flows.end())
            found->second.finish();
    }
    void tableAnomaly(const base::Anomaly &, base::Origin) override { }

private:
    struct Stream final : DnsStreamListener {
        explicit Stream(Heard &heard)
            : exchange(DnsKind::dns, heard)
        {
        }
        void dnsMessage(base::Side, base::ByteView message, base::Origin origin) override
        {
            exchange.message(message, origin);
        }
        void dnsAnomaly(const base::Anomaly &, base::Origin) override { }
        DnsExchange exchange;
        DnsStream sink{*this};
    };

    std::map<std::uint64_t, std::unique_ptr<Stream>> m_streams;
    std::map<std::uint64_t, DnsExchange> m_flows;
};

TEST(DnsExchange, agreesWithRealCaptures)
{
    const auto captures = reassembly::test::indexedCaptures();
    if (captures.empty())
        GTEST_SKIP() << "The folder of real captures is not beside the sources.";
    int compared = 0;
    for (const auto &capture : captures) {
        const std::string &queries = capture.columns.at(13);
        if (queries == "-" || queries == "0" || capture.file.extension() != ".pcap")
            continue;
        if (capture.columns.back().find("DNS over HTTPS") != std::string::npos)
            continue; // inside HTTP, not at a DNS port
        Conversations conversations;
        reassembly::ConnectionTable table({}, conversations);
        if (reassembly::test::replay(capture.file, table) == 0)
            continue;
        ++compared;
        const auto counted = std::ranges::count_if(conversations.heard.transactions,
            [](const DnsTransaction &t) { return t.queryCaptured && t.kind == DnsKind::dns; });
        EXPECT_EQ(std::to_string(counted), queries) << capture.file << ' ' << capture.columns.back();
    }
    EXPECT_GT(compared, 15);
}

} // namespace

} // namespace telltale::dns::test
