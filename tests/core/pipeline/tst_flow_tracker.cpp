// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/flow_tracker.h"

#include "support/flow_recorder.h"

#include <gmock/gmock.h>

using namespace telltale;
using testing::Contains;
using testing::ElementsAre;

namespace {

const net::Endpoint phone{*net::IpAddress::parse("10.42.0.2"), 40000};
const net::Endpoint server{*net::IpAddress::parse("203.0.113.5"), 80};

net::TransportPacket segment(bool fromPhone, std::uint32_t sequence, std::uint32_t acknowledgment, int flags,
                             std::string_view payload = {})
{
    net::TransportPacket packet;
    packet.source = fromPhone ? phone : server;
    packet.destination = fromPhone ? server : phone;
    packet.sequence = sequence;
    packet.acknowledgment = acknowledgment;
    packet.flags = static_cast<std::uint8_t>(flags);
    packet.payload = base::asBytes(payload);
    return packet;
}

} // namespace

TEST(FlowTracker, followsAConnectionFromSynToFin)
{
    test::FlowBench bench;
    pipeline::FlowTracker tracker(bench.keys, *bench.payloads, bench.limits, bench.recorder);
    const std::string request = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const auto r = static_cast<std::uint32_t>(request.size());
    const auto a = static_cast<std::uint32_t>(answer.size());
    using net::tcpAck;
    using net::tcpFin;
    using net::tcpSyn;
    std::uint64_t number = 0;
    const auto add = [&](const net::TransportPacket &packet) { ++number; tracker.add(packet, test::at(static_cast<std::int64_t>(number), number)); };
    add(segment(true, 99, 0, tcpSyn));
    add(segment(false, 499, 100, tcpSyn | tcpAck));
    add(segment(true, 100, 500, tcpAck, request));
    add(segment(false, 500, 100 + r, tcpAck, answer));
    add(segment(true, 100 + r, 500 + a, tcpFin | tcpAck));
    add(segment(false, 500 + a, 101 + r, tcpFin | tcpAck));
    tracker.finish();
    EXPECT_THAT(bench.recorder.lines, ElementsAre("request c1.x1 GET http://a.example/ body=", "end c1.x1 200 received=2"));
    const session::Connection &connection = bench.recorder.connections.back();
    EXPECT_TRUE(connection.closed);
    EXPECT_EQ(connection.packets, 6U);
    EXPECT_EQ(connection.bytesSent, r);
    EXPECT_EQ(connection.bytesReceived, a);
    EXPECT_EQ(connection.host, "a.example");
    EXPECT_EQ(connection.hostSource, session::HostSource::http);
}

TEST(FlowTracker, sendsAConnectionOnceForManyPackets)
{
    test::FlowBench bench;
    pipeline::FlowTracker tracker(bench.keys, *bench.payloads, bench.limits, bench.recorder);
    for (std::uint32_t i = 0; i < 100; ++i) {
        net::TransportPacket packet = segment(true, 0, 0, 0, "x");
        packet.transport = net::Transport::udp;
        tracker.add(packet, test::at(1, i + 1));
    }
    tracker.flush();
    EXPECT_EQ(bench.recorder.connections.size(), 1U);
    tracker.flush();
    EXPECT_EQ(bench.recorder.connections.size(), 1U);
}

TEST(FlowTracker, namesQuicAndDoesNotClaimToReadIt)
{
    test::FlowBench bench;
    pipeline::FlowTracker tracker(bench.keys, *bench.payloads, bench.limits, bench.recorder);
    const std::string initial("\xc3\x00\x00\x00\x01\x08" "12345678" "\x00\x00", 16);
    net::TransportPacket packet = segment(true, 0, 0, 0, initial);
    packet.transport = net::Transport::udp;
    packet.destination.port = 443;
    tracker.add(packet, test::at(1, 1));
    tracker.finish();
    EXPECT_EQ(bench.recorder.connections.back().security, session::Security::quic);
    EXPECT_EQ(bench.recorder.connections.back().decryption, session::Decryption::none);
}
