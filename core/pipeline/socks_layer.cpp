// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/socks_layer.h"

#include "base/byte_reader.h"
#include "pipeline/next_layer.h"

#include <algorithm>
#include <optional>

namespace telltale::pipeline {

using base::Side;

namespace {

constexpr std::size_t negotiationBytes = 2048; // the longest possible one is far below

/// Octets of both sides that the negotiation takes.
struct Negotiated {
    std::size_t client = 0;
    std::size_t server = 0;
};

struct Progress {
    bool failed = false;
    std::optional<Negotiated> done;
};

/// Skips one SOCKS 5 address (RFC 1928 § 5) and the port behind it.
void skipAddress(base::ByteReader &reader)
{
    switch (reader.u8()) {
    case 1: reader.skip(4 + 2); break;
    case 3: reader.skip(reader.u8() + std::size_t{2}); break;
    case 4: reader.skip(16 + 2); break;
    default: reader.skip(SIZE_MAX); break;
    }
}

Progress socks4(base::ByteView client, base::ByteView server)
{
    if (client.size() < 9)
        return {};
    const bool named = client[4] == 0 && client[5] == 0 && client[6] == 0 && client[7] != 0; // 4a
    auto at = std::find(client.begin() + 8, client.end(), 0);
    if (at != client.end() && named)
        at = std::find(at + 1, client.end(), 0);
    if (at == client.end())
        return {};
    if (server.size() < 8)
        return {};
    if (server[0] != 0 || server[1] != 0x5a)
        return {true, {}};
    return {false, Negotiated{static_cast<std::size_t>(at - client.begin()) + 1, 8}};
}

Progress socks5(base::ByteView client, base::ByteView server)
{
    base::ByteReader c(client);
    base::ByteReader s(server);
    c.skip(1);
    c.skip(c.u8());
    s.skip(1);
    const unsigned method = s.u8();
    if (!c.ok() || !s.ok())
        return {};
    if (method == 2) { // RFC 1929: user name and password
        c.skip(1);
        c.skip(c.u8());
        c.skip(c.u8());
        s.skip(2);
    } else if (method != 0) {
        return {true, {}};
    }
    c.skip(3);
    skipAddress(c);
    const unsigned version = s.u8();
    const unsigned reply = s.u8();
    s.skip(1);
    skipAddress(s);
    if (!c.ok() || !s.ok())
        return {};
    if (version != 5 || reply != 0)
        return {true, {}};
    return {false, Negotiated{c.offset(), s.offset()}};
}

} // namespace

SocksSniff sniffSocks(base::ByteView originator, base::ByteView responder)
{
    if (originator.size() < 3)
        return originator.empty() || originator[0] == 4 || originator[0] == 5 ? SocksSniff::needMore : SocksSniff::no;
    const bool four = originator[0] == 4 && originator[1] == 1;
    const bool five = originator[0] == 5 && originator[1] > 0 && originator[1] < 16
        && originator.size() >= std::size_t{2} + originator[1];
    if (!four && !five)
        return SocksSniff::no;
    if (responder.size() < 2)
        return SocksSniff::needMore;
    const bool answered = four ? responder[0] == 0 && responder[1] >= 0x5a && responder[1] <= 0x5d
                               : responder[0] == 5 && (responder[1] <= 2 || responder[1] == 0xff);
    return answered ? SocksSniff::yes : SocksSniff::no;
}

SocksLayer::SocksLayer(FlowContext &flow)
    : m_flow(flow)
{
}

SocksLayer::~SocksLayer() = default;

void SocksLayer::data(Side side, base::ByteView bytes, base::Origin origin)
{
    if (m_child) {
        m_child->data(side, bytes, origin);
        return;
    }
    if (m_failed)
        return;
    auto &buffer = m_buffer[index(side)];
    buffer.insert(buffer.end(), bytes.begin(), bytes.end());
    advance(origin);
    if (!m_child && buffer.size() > negotiationBytes)
        m_failed = true;
}

void SocksLayer::advance(base::Origin origin)
{
    const auto &client = m_buffer[index(Side::originator)];
    if (client.empty())
        return;
    const auto &server = m_buffer[index(Side::responder)];
    const Progress progress = client[0] == 4 ? socks4(client, server) : socks5(client, server);
    m_failed = progress.failed;
    if (progress.failed)
        m_flow.anomaly({"socks.refused", "The SOCKS server did not open the connection."}, origin);
    if (progress.done)
        open(progress.done->client, progress.done->server, origin);
}

void SocksLayer::open(std::size_t clientUsed, std::size_t serverUsed, base::Origin origin)
{
    m_child = std::make_unique<NextLayer>(m_flow, std::string(), false);
    const std::size_t used[2] = {clientUsed, serverUsed};
    for (const Side side : {Side::originator, Side::responder}) {
        const auto rest = base::ByteView(m_buffer[index(side)]).subspan(used[index(side)]);
        if (!rest.empty())
            m_child->data(side, rest, origin);
    }
    m_buffer[0] = {};
    m_buffer[1] = {};
}

void SocksLayer::gap(Side side, std::uint64_t size, base::Origin origin)
{
    if (m_child)
        m_child->gap(side, size, origin);
    else
        m_failed = true;
}

void SocksLayer::end(Side side, reassembly::StreamEnd how, base::Origin origin)
{
    if (m_child)
        m_child->end(side, how, origin);
}

void SocksLayer::keysChanged()
{
    if (m_child)
        m_child->keysChanged();
}

} // namespace telltale::pipeline
