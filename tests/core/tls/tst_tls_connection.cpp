// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "played.h"

#include <algorithm>
#include <regex>

namespace telltale::tls::test {

using base::Side;

namespace {

struct SuiteCase {
    int version;
    const char *suite; ///< OpenSSL's name
    const char *name; ///< IANA's
    bool encryptThenMac = true;
};

void PrintTo(const SuiteCase &c, std::ostream *out)
{
    *out << c.name;
}

std::string withoutLines(const std::string &log, const std::string &label)
{
    return std::regex_replace(log, std::regex(label + " [^\n]*\n"), "");
}

std::string linesOf(const std::string &log, const std::string &label)
{
    std::smatch found;
    return std::regex_search(log, found, std::regex(label + " [^\n]*\n")) ? found.str() : std::string();
}

} // namespace

class EverySuite : public testing::TestWithParam<SuiteCase> { };

TEST_P(EverySuite, opensHoweverItIsCutAndWheneverKeysCome)
{
    const auto &c = GetParam();
    PeerOptions options;
    options.version = c.version;
    options.suites = c.suite;
    options.encryptThenMac = c.encryptThenMac;
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    expectAllWays(peers);
    const auto heard = play(peers.wire, peers.keyLog);
    EXPECT_EQ(cipherSuiteName(heard.facts.cipherSuite), c.name);
    EXPECT_EQ(heard.facts.version, c.version);
    EXPECT_EQ(heard.facts.sni, "phone.test");
    EXPECT_EQ(heard.facts.alpn, "http/1.1");
    EXPECT_FALSE(heard.facts.resumed);
}

INSTANTIATE_TEST_SUITE_P(Tls, EverySuite,
    testing::Values(SuiteCase{TLS1_3_VERSION, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"},
        SuiteCase{TLS1_3_VERSION, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"},
        SuiteCase{TLS1_3_VERSION, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256"},
        SuiteCase{TLS1_3_VERSION, "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_SHA256"},
        SuiteCase{TLS1_3_VERSION, "TLS_AES_128_CCM_8_SHA256", "TLS_AES_128_CCM_8_SHA256"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-ECDSA-AES256-GCM-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-RSA-CHACHA20-POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"},
        SuiteCase{TLS1_2_VERSION, "AES128-CCM", "TLS_RSA_WITH_AES_128_CCM"},
        SuiteCase{TLS1_2_VERSION, "AES256-CCM8", "TLS_RSA_WITH_AES_256_CCM_8"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-ARIA128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", false},
        SuiteCase{TLS1_2_VERSION, "ECDHE-RSA-AES256-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"},
        SuiteCase{TLS1_2_VERSION, "ECDHE-RSA-AES256-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", false},
        SuiteCase{TLS1_2_VERSION, "DHE-RSA-AES256-SHA", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"},
        SuiteCase{TLS1_2_VERSION, "CAMELLIA128-SHA256", "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256"},
        SuiteCase{TLS1_2_VERSION, "NULL-SHA256", "TLS_RSA_WITH_NULL_SHA256"},
        SuiteCase{TLS1_1_VERSION, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA"},
        SuiteCase{TLS1_1_VERSION, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA", false},
        SuiteCase{TLS1_1_VERSION, "ECDHE-RSA-AES256-SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"},
        SuiteCase{TLS1_VERSION, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA"},
        SuiteCase{TLS1_VERSION, "AES256-SHA", "TLS_RSA_WITH_AES_256_CBC_SHA", false},
        SuiteCase{TLS1_VERSION, "NULL-MD5", "TLS_RSA_WITH_NULL_MD5"}));

/// A key log names one secret after the other, and packets come in between.
TEST(TlsConnection, whicheverSidesKeyComesFirstTheConversationKeepsItsOrder)
{
    TlsPeers peers(PeerOptions{});
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    const std::string client = linesOf(peers.keyLog, "CLIENT_TRAFFIC_SECRET_0");
    const std::string server = linesOf(peers.keyLog, "SERVER_TRAFFIC_SECRET_0");
    const std::string rest =
        withoutLines(withoutLines(peers.keyLog, "CLIENT_TRAFFIC_SECRET_0"), "SERVER_TRAFFIC_SECRET_0");
    ASSERT_FALSE(client.empty() || server.empty());
    for (const auto &[first, second] : {std::pair(client, server), std::pair(server, client)}) {
        for (std::size_t later = 0; later <= peers.wire.size(); ++later) {
            SCOPED_TRACE(first.substr(0, 6) + " first, the other after flight " + std::to_string(later));
            KeyStore keys;
            RecordedListener heard;
            TlsConnection connection(keys, {}, heard, nullptr, AfterEnd::keepWaiting);
            (void)keys.addText(rest + first);
            base::Origin origin;
            for (std::size_t i = 0; i <= peers.wire.size(); ++i) {
                if (i == later) {
                    (void)keys.addText(second);
                    connection.keysChanged();
                }
                if (i == peers.wire.size())
                    break;
                origin = {{static_cast<std::int64_t>(i)}, i + 1};
                connection.data(peers.wire[i].side, peers.wire[i].bytes, origin);
            }
            for (const Side side : {Side::originator, Side::responder})
                connection.end(side, reassembly::StreamEnd::finished, origin);
            EXPECT_TRUE(std::is_sorted(heard.packets.begin(), heard.packets.end()));
            EXPECT_EQ(heard.sent(), peers.said[0] + "[end]");
            EXPECT_EQ(heard.received(), peers.said[1] + "[end]");
            EXPECT_EQ(heard.facts.progress, Progress::decrypting);
        }
    }
}

TEST(TlsConnection, theSideThatCanBeReadIsReadThoughTheOthersKeyNeverComes)
{
    for (const bool ofClient : {true, false}) {
        TlsPeers peers(PeerOptions{});
        ASSERT_TRUE(peers.handshake());
        peers.say(Side::originator, "first");
        for (int i = 0; i < 300; ++i) // more than waits for the order of both sides
            peers.say(Side::responder, std::string(10'000, 'x'));
        talk(peers);
        const auto heard = play(
            peers.wire, withoutLines(peers.keyLog, ofClient ? "SERVER_TRAFFIC_SECRET_0" : "CLIENT_TRAFFIC_SECRET_0"));
        const std::size_t side = ofClient ? 0 : 1;
        EXPECT_TRUE(heard.text[side] == peers.said[side] + "[end]") << heard.text[side].size();
    }
}

TEST(TlsConnection, opensFromRsaPremasterSecretWithAndWithoutExtendedMasterSecret)
{
    for (const int version : {TLS1_VERSION, TLS1_2_VERSION}) {
        for (const bool extended : {true, false}) {
            PeerOptions options;
            options.version = version;
            options.suites = "AES128-SHA";
            options.extendedMasterSecret = extended;
            TlsPeers peers(options);
            ASSERT_TRUE(peers.handshake());
            talk(peers);
            peers.keyLog = withoutLines(peers.keyLog, "CLIENT_RANDOM");
            ASSERT_EQ(peers.keyLog.substr(0, 4), "RSA ");
            expectAllWays(peers);
        }
    }
}

TEST(TlsConnection, opensResumedSessions)
{
    for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
        for (const bool tickets : {true, false}) {
            PeerOptions options;
            options.version = version;
            options.tickets = tickets;
            TlsPeers first(options);
            ASSERT_TRUE(first.handshake());
            talk(first);
            const auto session = first.session();
            TlsPeers second(options, session.get(), &first);
            ASSERT_TRUE(second.handshake());
            ASSERT_EQ(SSL_session_reused(second.ssl(Side::originator)), 1);
            talk(second);
            expectAllWays(second);
            EXPECT_TRUE(play(second.wire, second.keyLog).facts.resumed);
        }
    }
}

TEST(TlsConnection, followsRenegotiation)
{
    PeerOptions options;
    options.version = TLS1_2_VERSION;
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    peers.say(Side::originator, "before");
    peers.renegotiate();
    ASSERT_EQ(SSL_total_renegotiations(peers.ssl(Side::originator)), 1);
    talk(peers);
    expectAllWays(peers);
    EXPECT_EQ(play(peers.wire, peers.keyLog).facts.clientHellos, 2U);
}

TEST(TlsConnection, withoutKeysSaysNoKeyOnceEnded)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        PeerOptions options;
        options.version = version;
        TlsPeers peers(options);
        ASSERT_TRUE(peers.handshake());
        talk(peers);
        const auto heard = play(peers.wire, "", Cut::asSent, Keys::never);
        EXPECT_EQ(heard.sent(), "[end]");
        EXPECT_EQ(heard.received(), "[end]");
        EXPECT_EQ(heard.facts.progress, Progress::failed);
        EXPECT_EQ(heard.facts.failure, Failure::noKey);
    }
}

TEST(TlsConnection, lateDataKeepsItsOrigins)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    const auto early = play(peers.wire, peers.keyLog, Cut::asSent, Keys::before);
    const auto late = play(peers.wire, peers.keyLog, Cut::asSent, Keys::atTheEnd);
    ASSERT_FALSE(early.packets.empty());
    EXPECT_EQ(late.packets, early.packets);
}

TEST(TlsConnection, waitsBehindTheEndWhenAskedTo)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    KeyStore keys;
    RecordedListener listener;
    TlsConnection connection(keys, {}, listener, nullptr, AfterEnd::keepWaiting);
    for (const auto &flight : peers.wire)
        connection.data(flight.side, flight.bytes, {});
    connection.end(Side::originator, reassembly::StreamEnd::finished, {});
    connection.end(Side::responder, reassembly::StreamEnd::finished, {});
    EXPECT_TRUE(connection.waiting());
    EXPECT_EQ(listener.ends[0] + listener.ends[1], 0);
    EXPECT_EQ(listener.facts.progress, Progress::waiting);
    (void)keys.addText(peers.keyLog);
    connection.keysChanged();
    EXPECT_FALSE(connection.waiting());
    EXPECT_EQ(listener.sent(), peers.said[0] + "[end]");
    EXPECT_EQ(listener.received(), peers.said[1] + "[end]");
    EXPECT_EQ(listener.facts.progress, Progress::decrypting);
    EXPECT_EQ(listener.facts.failure, Failure::none);
}

TEST(TlsConnection, bytesBehindAWaitingCloseNotifyAreOfNoMatter)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    peers.say(Side::originator, "hello");
    peers.close(Side::originator);
    KeyStore keys;
    RecordedListener listener;
    TlsConnection connection(keys, {}, listener);
    for (const auto &flight : peers.wire)
        connection.data(flight.side, flight.bytes, {});
    // The keys come unnoticed; the next bytes, which are no record, open what waits first.
    (void)keys.addText(peers.keyLog);
    connection.data(Side::originator, base::asBytes("no record"), {});
    connection.gap(Side::originator, 10, {});
    EXPECT_EQ(listener.sent(), "hello[end]");
}

TEST(TlsConnection, aboveThePendingLimitLosesTheRestAndGoesOnBehindIt)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        PeerOptions options;
        options.version = version;
        TlsPeers peers(options);
        ASSERT_TRUE(peers.handshake());
        base::Limits limits;
        limits.tlsPendingBytes = 4096;
        KeyStore keys;
        RecordedListener listener;
        PendingBudget budget(limits);
        TlsConnection connection(keys, limits, listener, &budget);
        std::size_t fed = 0;
        const auto feed = [&] {
            for (; fed < peers.wire.size(); ++fed)
                connection.data(peers.wire[fed].side, peers.wire[fed].bytes, {});
        };
        for (int i = 0; i < 100; ++i)
            peers.say(Side::originator,
                "(" + std::to_string(i) + " and a hundred octets of padding, so that the limit comes soon.........)");
        feed();
        EXPECT_EQ(listener.anomalies["tls.pending_limit"], 1);
        (void)keys.addText(peers.keyLog);
        connection.keysChanged();
        peers.say(Side::originator, "later");
        feed();
        EXPECT_TRUE(listener.sent().starts_with("(0 and")) << listener.sent();
        EXPECT_TRUE(listener.sent().ends_with("[gap]later")) << listener.sent();
        EXPECT_EQ(listener.facts.progress, Progress::partial);
        EXPECT_EQ(listener.facts.failure, Failure::keyTooLate);
    }
}

TEST(TlsConnection, sharesTheBudgetOfAllConnections)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    base::Limits limits;
    limits.tlsPendingBytesTotal = 60'000;
    PendingBudget budget(limits);
    KeyStore keys;
    RecordedListener listeners[3];
    std::vector<std::unique_ptr<TlsConnection>> connections;
    for (auto &listener : listeners) {
        connections.push_back(std::make_unique<TlsConnection>(keys, limits, listener, &budget));
        for (const auto &flight : peers.wire)
            connections.back()->data(flight.side, flight.bytes, {});
    }
    EXPECT_EQ(listeners[0].anomalies.count("tls.pending_limit"), 0U);
    EXPECT_EQ(listeners[1].anomalies.count("tls.pending_limit"), 1U);
    connections.clear();
    EXPECT_TRUE(budget.take(60'000)) << "what the connections took was given back";
}

TEST(TlsConnection, tellsWhatIsNoTls)
{
    for (const std::string &text :
        {std::string("GET / HTTP/1.1\r\n\r\n"), std::string("\x16\x02\x01\x00\x05hello", 10)}) {
        for (const Cut cut : {Cut::asSent, Cut::singleBytes}) {
            const auto heard = play({{Side::originator, base::toBuffer(base::asBytes(text))}}, "", cut);
            EXPECT_EQ(heard.facts.failure, Failure::notTls);
            EXPECT_EQ(heard.facts.progress, Progress::failed);
            EXPECT_EQ(heard.anomalies.at("tls.not_tls"), 1);
            EXPECT_EQ(heard.sent(), "[end]");
        }
    }
}

TEST(TlsConnection, thatBeginsInTheMiddleMissesPackets)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    const std::size_t handshakeFlights = peers.wire.size();
    talk(peers);
    const std::vector<Flight> rest(
        peers.wire.begin() + static_cast<std::ptrdiff_t>(handshakeFlights), peers.wire.end());
    const auto heard = play(rest, peers.keyLog);
    EXPECT_EQ(heard.facts.failure, Failure::missingPackets);
    EXPECT_EQ(heard.facts.progress, Progress::failed);
}

TEST(TlsConnection, tellsThatTheClientRejectedTheCertificate)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        PeerOptions options;
        options.version = version;
        options.verify = true;
        TlsPeers peers(options);
        ASSERT_FALSE(peers.handshake());
        const auto heard = play(peers.wire, peers.keyLog);
        EXPECT_EQ(heard.facts.failure, Failure::clientRejectedCertificate);
    }
}

TEST(TlsConnection, sidesMayBeHeardInEitherOrder)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        PeerOptions options;
        options.version = version;
        TlsPeers peers(options);
        ASSERT_TRUE(peers.handshake());
        talk(peers);
        for (const Side first : {Side::originator, Side::responder}) {
            std::vector<Flight> wire;
            for (const Side side : {first, base::opposite(first)}) {
                for (const auto &flight : peers.wire) {
                    if (flight.side == side)
                        wire.push_back(flight);
                }
            }
            const auto heard = play(wire, peers.keyLog);
            EXPECT_EQ(heard.sent(), peers.said[0] + "[end]");
            EXPECT_EQ(heard.received(), peers.said[1] + "[end]");
            EXPECT_EQ(heard.facts.progress, Progress::decrypting);
        }
    }
}

TEST(TlsConnection, anyTruncationGivesABeginningOfTheTruth)
{
    PeerOptions options;
    options.version = TLS1_2_VERSION;
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    for (std::size_t keep = 0; keep < peers.wire.size(); ++keep) {
        for (const std::size_t divisor : {3U, 2U, 1U}) {
            auto wire = peers.wire;
            wire.resize(keep + 1);
            wire.back().bytes.resize(wire.back().bytes.size() / divisor);
            const auto heard = play(wire, peers.keyLog);
            for (int side = 0; side < 2; ++side) {
                const auto text = heard.text[side].substr(0, heard.text[side].find('['));
                EXPECT_TRUE(peers.said[side].starts_with(text));
            }
        }
    }
}

} // namespace telltale::tls::test
