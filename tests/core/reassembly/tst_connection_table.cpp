// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/connection_table.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace telltale::reassembly {

namespace {

/// Writes down the life of connections and flows as "open 3", "close 3", "datagram 4 orig hi".
class Diary final : public ConnectionListener, public StreamSink {
public:
    std::vector<std::string> lines;
    TcpConnection::Facts originatorFacts; ///< of the connection closed last

    std::vector<std::string> take() { return std::exchange(lines, {}); }

    StreamSink *connectionOpened(const TcpConnection &connection) override
    {
        lines.push_back("open " + std::to_string(connection.id()));
        return this;
    }
    void connectionClosed(const TcpConnection &connection) override
    {
        lines.push_back("close " + std::to_string(connection.id()));
        originatorFacts = connection.facts(base::Side::originator);
    }
    void connectionAnomaly(const TcpConnection &, const base::Anomaly &, base::Origin) override { }
    void flowOpened(const UdpFlow &flow) override { lines.push_back("flow " + std::to_string(flow.id())); }
    void datagram(
        const UdpFlow &flow, base::Side side, base::ByteView payload, std::uint32_t missing, base::Origin) override
    {
        lines.push_back("datagram " + std::to_string(flow.id()) + (side == base::Side::originator ? " orig " : " resp ")
            + std::string(base::asText(payload)) + (missing ? "…" : ""));
    }
    void flowClosed(const UdpFlow &flow) override
    {
        lines.push_back("end of flow " + std::to_string(flow.id()) + " after " + std::to_string(flow.packets()));
    }
    void tableAnomaly(const base::Anomaly &anomaly, base::Origin) override { lines.emplace_back(anomaly.id); }
    void data(base::Side, base::ByteView bytes, base::Origin origin) override
    {
        lines.push_back("data " + std::to_string(origin.packet) + ' ' + std::string(base::asText(bytes)));
    }
    void gap(base::Side, std::uint64_t, base::Origin) override { }
    void end(base::Side, StreamEnd how, base::Origin origin) override
    {
        lines.push_back("end " + std::to_string(static_cast<int>(how)) + " at " + std::to_string(origin.packet));
    }
};

using Lines = std::vector<std::string>;

net::Endpoint phone(std::uint16_t port)
{
    return {*net::IpAddress::parse("2001:db8::2"), port};
}

const net::Endpoint server{*net::IpAddress::parse("2001:db8::1"), 443};

class Table : public testing::Test {
protected:
    base::Origin at(double seconds)
    {
        return {{1'700'000'000'000'000'000 + static_cast<std::int64_t>(seconds * 1e9)}, ++m_packet};
    }
    void syn(std::uint16_t port, double seconds)
    {
        TcpSegment segment{phone(port), server, 99};
        segment.syn = true;
        table.add(segment, at(seconds));
    }
    void send(std::uint16_t port, std::uint32_t sequence, std::string_view text, double seconds)
    {
        TcpSegment segment{phone(port), server, sequence};
        segment.payload = base::asBytes(text);
        table.add(segment, at(seconds));
    }
    void fromServer(std::uint16_t port, bool fin, bool rst, double seconds)
    {
        TcpSegment segment{server, phone(port), 500};
        segment.fin = fin;
        segment.rst = rst;
        table.add(segment, at(seconds));
    }
    void udp(const net::Endpoint &from, const net::Endpoint &to, std::string_view text, double seconds)
    {
        table.add(UdpDatagram{from, to, base::asBytes(text), 0}, at(seconds));
    }

    static base::Limits limits()
    {
        base::Limits few;
        few.connections = 3;
        return few;
    }

    Diary diary;
    ConnectionTable table{limits(), diary};

private:
    std::uint64_t m_packet = 0;
};

TEST_F(Table, tellsConnectionsApart)
{
    syn(1001, 0);
    syn(1002, 0);
    send(1001, 100, "a", 0.1);
    send(1002, 100, "b", 0.2);
    send(1001, 101, "c", 0.3);
    EXPECT_EQ(table.size(), 2U);
    EXPECT_EQ(diary.take(), (Lines{"open 1", "open 2", "data 3 a", "data 4 b", "data 5 c"}));
    table.finish();
    EXPECT_EQ(diary.take(), (Lines{"end 2 at 5", "end 2 at 5", "close 1", "end 2 at 4", "end 2 at 4", "close 2"}));
}

TEST_F(Table, countsPayloadWithoutRetransmissions)
{
    syn(1001, 0);
    send(1001, 100, "abc", 0);
    send(1001, 100, "abc", 0);
    send(1001, 105, "fg", 0);
    table.finish();
    EXPECT_EQ(diary.originatorFacts.bytes, 5U);
    EXPECT_EQ(diary.originatorFacts.missing, 2U);
    EXPECT_EQ(diary.originatorFacts.gaps, 1U);
    EXPECT_EQ(diary.originatorFacts.packets, 4U);
}

TEST_F(Table, theCarryingPacketIsNamedAlsoWhereDataHadToWait)
{
    syn(1001, 0);
    send(1001, 103, "def", 0);
    send(1001, 100, "abc", 0);
    EXPECT_EQ(diary.take(), (Lines{"open 1", "data 3 abc", "data 2 def"}));
}

TEST_F(Table, silentConnectionsAreForgottenAfterAnHour)
{
    syn(1001, 0);
    syn(1002, 3000);
    diary.take();
    for (int minute = 51; minute < 60; ++minute)
        table.advance(at(60 * minute).time);
    EXPECT_EQ(diary.take(), Lines{});
    table.advance(at(3600).time);
    EXPECT_EQ(diary.take(), (Lines{"end 2 at 1", "end 2 at 1", "close 1"}));
    EXPECT_EQ(table.size(), 1U);
}

TEST_F(Table, aPacketAfterAnHourBeginsAnotherConnection)
{
    syn(1001, 0);
    send(1001, 100, "a", 0);
    diary.take();
    syn(1001, 3601);
    EXPECT_EQ(diary.take(), (Lines{"end 2 at 2", "end 2 at 2", "close 1", "open 3"}));
}

TEST_F(Table, aSingleAbsurdTimeForgetsNothing)
{
    syn(1001, 0);
    syn(1002, 1e9);
    syn(1003, 1);
    EXPECT_EQ(table.size(), 3U);
    EXPECT_EQ(diary.take(), (Lines{"open 1", "open 2", "open 3"}));
}

TEST_F(Table, endedConnectionsLingerForTwoMinutes)
{
    syn(1001, 0);
    TcpSegment fin{phone(1001), server, 100};
    fin.fin = true;
    table.add(fin, at(1));
    fromServer(1001, true, false, 2);
    diary.take();
    table.advance(at(121).time);
    EXPECT_EQ(table.size(), 1U);
    table.advance(at(122).time);
    EXPECT_EQ(diary.take(), (Lines{"close 1"}));
}

TEST_F(Table, theOtherSideOfAResetEndsWithoutFurtherPackets)
{
    syn(1001, 0);
    fromServer(1001, false, true, 1);
    EXPECT_EQ(diary.take(), (Lines{"open 1", "end 1 at 2"}));
    table.advance(at(2.9).time);
    EXPECT_EQ(diary.take(), Lines{});
    table.advance(at(3).time);
    EXPECT_EQ(diary.take(), (Lines{"end 1 at 2"}));
    table.advance(at(121).time);
    EXPECT_EQ(diary.take(), (Lines{"close 1"}));
}

TEST_F(Table, theNumberOfConnectionsIsBounded)
{
    syn(1001, 0);
    syn(1002, 0);
    udp(phone(7), phone(8), "x", 0);
    send(1001, 100, "a", 1);
    diary.take();
    syn(1003, 2);
    EXPECT_EQ(diary.take(), (Lines{"tcp.connection_limit", "end of flow 3 after 1", "open 5"}));
    syn(1004, 3);
    EXPECT_EQ(diary.take(), (Lines{"tcp.connection_limit", "end 2 at 2", "end 2 at 2", "close 2", "open 6"}));
    EXPECT_EQ(table.size(), 3U);
}

TEST_F(Table, aConnectionThatEndedGivesWayFirstAndSilently)
{
    syn(1001, 0);
    fromServer(1001, false, true, 0);
    table.advance(at(2).time);
    syn(1002, 2);
    syn(1003, 2);
    diary.take();
    syn(1004, 3);
    EXPECT_EQ(diary.take(), (Lines{"close 1", "open 6"}));
}

TEST_F(Table, datagramsBelongToFlows)
{
    udp(phone(5000), server, "q", 0);
    udp(server, phone(5000), "a", 0.1);
    udp(phone(5000), server, "q", 299);
    EXPECT_EQ(diary.take(), (Lines{"flow 1", "datagram 1 orig q", "datagram 1 resp a", "datagram 1 orig q"}));
    udp(phone(5000), server, "later", 599);
    EXPECT_EQ(diary.take(), (Lines{"end of flow 1 after 3", "flow 4", "datagram 4 orig later"}));
}

TEST_F(Table, anAnswerSeenFirstComesFromTheResponder)
{
    udp(server, phone(5000), "a", 0);
    EXPECT_EQ(diary.take(), (Lines{"flow 1", "datagram 1 resp a"}));
}

TEST_F(Table, anEndpointMayTalkToItself)
{
    udp(server, server, "a", 0);
    TcpSegment segment{server, server, 99};
    segment.syn = true;
    table.add(segment, at(0));
    segment.syn = false;
    segment.sequence = 100;
    segment.payload = base::asBytes("b");
    table.add(segment, at(0));
    EXPECT_EQ(diary.take(), (Lines{"flow 1", "datagram 1 orig a", "open 2", "data 3 b"}));
}

} // namespace

} // namespace telltale::reassembly
