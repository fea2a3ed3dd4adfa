// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_listener.h"
#include "tls_peers.h"

#include "tls/tls_connection.h"

namespace telltale::tls::test {

enum class Cut { asSent, singleBytes, joined };
enum class Keys { before, atTheEnd, never };

inline const char *name(Cut cut)
{
    return cut == Cut::asSent ? "as sent" : cut == Cut::singleBytes ? "single bytes" : "joined";
}
inline const char *name(Keys keys)
{
    return keys == Keys::before ? "keys before" : keys == Keys::atTheEnd ? "keys at the end" : "no keys";
}

/// Flights of one side that follow each other as one.
inline std::vector<Flight> joined(const std::vector<Flight> &wire)
{
    std::vector<Flight> out;
    for (const auto &flight : wire) {
        if (out.empty() || out.back().side != flight.side)
            out.push_back({flight.side, {}});
        out.back().bytes.insert(out.back().bytes.end(), flight.bytes.begin(), flight.bytes.end());
    }
    return out;
}

/// Feeds a conversation to a TlsConnection; the origin's packet is the number of the flight, from 1.
inline RecordedListener play(const std::vector<Flight> &wire, const std::string &keyLog, Cut cut = Cut::asSent,
    Keys when = Keys::before, const base::Limits &limits = {})
{
    KeyStore keys;
    RecordedListener listener;
    PendingBudget budget(limits);
    TlsConnection connection(keys, limits, listener, &budget);
    if (when == Keys::before)
        (void)keys.addText(keyLog);
    std::uint64_t packet = 0;
    base::Origin origin;
    for (const auto &flight : cut == Cut::joined ? joined(wire) : wire) {
        origin = {{static_cast<std::int64_t>(packet)}, packet + 1};
        ++packet;
        const std::size_t step = cut == Cut::singleBytes ? 1 : flight.bytes.size();
        for (std::size_t at = 0; at < flight.bytes.size(); at += step) {
            // A copy of its own size lets sanitizers see any read past the end.
            const base::ByteBuffer piece(flight.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                flight.bytes.begin() + static_cast<std::ptrdiff_t>(at + step));
            connection.data(flight.side, piece, origin);
        }
    }
    if (when == Keys::atTheEnd) {
        (void)keys.addText(keyLog);
        connection.keysChanged();
    }
    connection.end(base::Side::originator, reassembly::StreamEnd::finished, origin);
    connection.end(base::Side::responder, reassembly::StreamEnd::finished, origin);
    EXPECT_EQ(listener.ends[0], 1);
    EXPECT_EQ(listener.ends[1], 1);
    return listener;
}

/// All ways to cut, and keys early and late, must give the same conversation.
inline void expectAllWays(const TlsPeers &peers, Progress progress = Progress::decrypting)
{
    for (const Cut cut : {Cut::asSent, Cut::singleBytes, Cut::joined}) {
        for (const Keys when : {Keys::before, Keys::atTheEnd}) {
            SCOPED_TRACE(std::string(name(cut)) + ", " + name(when));
            const auto heard = play(peers.wire, peers.keyLog, cut, when);
            EXPECT_EQ(heard.sent(), peers.said[0] + "[end]");
            EXPECT_EQ(heard.received(), peers.said[1] + "[end]");
            EXPECT_EQ(heard.facts.progress, progress);
            EXPECT_EQ(heard.facts.failure, Failure::none);
            EXPECT_TRUE(heard.anomalies.empty());
        }
    }
}

/// A conversation like a phone's: a request, a long answer, another request, another answer, the end.
inline void talk(TlsPeers &peers)
{
    using base::Side;
    peers.say(Side::originator, "GET /search?q=a+private+phrase HTTP/1.1\r\nHost: phone.test\r\n\r\n");
    std::string body;
    for (int i = 0; body.size() < 40'000; ++i)
        body += std::to_string(i) + ' ';
    peers.say(Side::responder, "HTTP/1.1 200 OK\r\n\r\n" + body);
    peers.say(Side::originator, "POST /collect HTTP/1.1\r\n\r\n");
    peers.say(Side::responder, "HTTP/1.1 204 No Content\r\n\r\n");
    peers.close(Side::originator);
    peers.close(Side::responder);
}

} // namespace telltale::tls::test
