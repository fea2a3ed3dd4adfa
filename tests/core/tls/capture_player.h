// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_listener.h"

#include "capture/capture_file.h"
#include "net/packet_decoder.h"
#include "reassembly/connection_listener.h"
#include "reassembly/connection_table.h"
#include "reassembly/tcp_connection.h"
#include "tls/sniff.h"
#include "tls/tls_connection.h"

#include <fstream>
#include <iterator>
#include <memory>

namespace telltale::tls::test {

inline std::string shared(const std::string &path)
{
    return std::string(TELLTALE_SHARED_DIR) + "/captures/" + path;
}

inline std::string fileText(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Plays a capture file into one TlsConnection for each TCP connection; those that begin with something
/// else say notTls.
class CapturePlayer : public reassembly::ConnectionListener {
public:
    struct Played {
        RecordedListener listener;
        std::unique_ptr<TlsConnection> connection;
    };

    explicit CapturePlayer(KeyStore &keys)
        : m_keys(keys)
        , m_table(m_limits, *this)
    {
    }

    void play(const std::string &path)
    {
        auto source = capture::openCapture(path, m_limits);
        ASSERT_TRUE(source.ok()) << path;
        for (;;) {
            auto event = source.value()->next();
            if (const auto *packet = std::get_if<capture::Packet>(&event))
                add(*packet);
            else if (const auto *secrets = std::get_if<capture::KeyLogText>(&event))
                (void)m_keys.addText(secrets->text);
            else if (std::holds_alternative<capture::EndOfInput>(event))
                break;
        }
        m_table.finish();
    }

    std::vector<std::unique_ptr<Played>> connections;

    reassembly::StreamSink *connectionOpened(const reassembly::TcpConnection &) override
    {
        connections.push_back(std::make_unique<Played>());
        auto &played = *connections.back();
        played.connection = std::make_unique<TlsConnection>(m_keys, m_limits, played.listener, &m_budget);
        return played.connection.get();
    }
    void connectionClosed(const reassembly::TcpConnection &) override { }
    void connectionAnomaly(const reassembly::TcpConnection &, const base::Anomaly &, base::Origin) override { }
    void flowOpened(const reassembly::UdpFlow &) override { }
    void datagram(const reassembly::UdpFlow &, base::Side, base::ByteView, std::uint32_t, base::Origin) override { }
    void flowClosed(const reassembly::UdpFlow &) override { }
    void tableAnomaly(const base::Anomaly &, base::Origin) override { }

private:
    void add(const capture::Packet &packet)
    {
        const auto decoded = m_decoder.decode(packet.linkType, packet.bytes, packet.originalLength, packet.origin.time);
        if (!decoded.packet || decoded.packet->transport != net::Transport::tcp)
            return;
        const auto &p = *decoded.packet;
        reassembly::TcpSegment segment;
        segment.source = p.source;
        segment.destination = p.destination;
        segment.sequence = p.sequence;
        segment.acknowledgment = p.acknowledgment;
        segment.syn = p.has(net::tcpSyn);
        segment.ack = p.has(net::tcpAck);
        segment.fin = p.has(net::tcpFin);
        segment.rst = p.has(net::tcpRst);
        segment.payload = p.payload;
        segment.missing = static_cast<std::uint32_t>(p.missing);
        m_table.add(segment, packet.origin);
    }

    base::Limits m_limits;
    KeyStore &m_keys;
    PendingBudget m_budget;
    net::PacketDecoder m_decoder;
    reassembly::ConnectionTable m_table;
};

} // namespace telltale::tls::test
