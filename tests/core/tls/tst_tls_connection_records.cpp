// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "played.h"

#include <random>
#include <regex>

namespace telltale::tls::test {

using base::Side;

namespace {

std::string onlyLines(const std::string &log, const std::string &pattern)
{
    std::string out;
    const std::regex line(pattern + "[^\n]*\n");
    for (auto at = std::sregex_iterator(log.begin(), log.end(), line); at != std::sregex_iterator(); ++at)
        out += at->str();
    return out;
}

/// "<0>" to "<n-1>", one record each, from the originator.
void count(TlsPeers &peers, int n)
{
    for (int i = 0; i < n; ++i)
        peers.say(Side::originator, "<" + std::to_string(i) + ">");
}

/// Leaves out one flight, which TCP tells as a gap.
RecordedListener playWithoutFlight(const TlsPeers &peers, std::size_t missing, bool sizeKnown)
{
    KeyStore keys;
    (void)keys.addText(peers.keyLog);
    RecordedListener listener;
    TlsConnection connection(keys, {}, listener);
    for (std::size_t i = 0; i < peers.wire.size(); ++i) {
        const auto &flight = peers.wire[i];
        if (i == missing)
            connection.gap(flight.side, sizeKnown ? flight.bytes.size() : 0, {});
        else
            connection.data(flight.side, flight.bytes, {});
    }
    connection.end(Side::originator, reassembly::StreamEnd::finished, {});
    connection.end(Side::responder, reassembly::StreamEnd::finished, {});
    return listener;
}

} // namespace

TEST(TlsRecords, keyUpdatesOfBothSides)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    for (int i = 0; i < 3; ++i) {
        peers.say(Side::originator, "phone ");
        peers.updateKey(Side::originator);
        peers.say(Side::responder, "server ");
        peers.updateKey(Side::responder);
    }
    talk(peers);
    expectAllWays(peers);
}

TEST(TlsRecords, helloRetryRequest)
{
    PeerOptions options;
    options.serverGroups = "P-384";
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    expectAllWays(peers);
    EXPECT_EQ(play(peers.wire, peers.keyLog).facts.clientHellos, 2U);
}

TEST(TlsRecords, padding)
{
    PeerOptions options;
    options.padding = 1024;
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    expectAllWays(peers);
}

TEST(TlsRecords, earlyDataTakenAndRefused)
{
    for (const bool taken : {true, false}) {
        for (const bool retry : {false, true}) {
            if (taken && retry)
                continue; // a HelloRetryRequest always refuses
            SCOPED_TRACE(std::string(taken ? "taken" : "refused") + (retry ? " by HelloRetryRequest" : ""));
            PeerOptions options;
            TlsPeers first(options);
            ASSERT_TRUE(first.handshake());
            const auto session = first.session();
            options.takesEarlyData = taken;
            options.serverGroups = retry ? "P-384" : "";
            TlsPeers second(options, session.get(), &first);
            ASSERT_TRUE(second.sayEarly("GET /early HTTP/1.1\r\n\r\n"));
            talk(second);
            expectAllWays(second);
            EXPECT_EQ(play(second.wire, second.keyLog).facts.earlyData, taken);
        }
    }
}

TEST(TlsRecords, earlyDataWithoutItsKeyIsAGap)
{
    TlsPeers first;
    ASSERT_TRUE(first.handshake());
    const auto session = first.session();
    TlsPeers second({}, session.get(), &first);
    ASSERT_TRUE(second.sayEarly("early"));
    second.say(Side::originator, "late");
    const auto heard =
        play(second.wire, std::regex_replace(second.keyLog, std::regex("CLIENT_EARLY_TRAFFIC_SECRET[^\n]*\n"), ""));
    EXPECT_EQ(heard.sent(), "[gap]late[end]");
    EXPECT_EQ(heard.facts.progress, Progress::partial);
}

TEST(TlsRecords, applicationSecretsAlone)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    peers.keyLog = onlyLines(peers.keyLog, "(CLIENT|SERVER)_TRAFFIC_SECRET_0");
    expectAllWays(peers);
}

TEST(TlsRecords, keysOfOneSideOnly)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    const auto heard = play(peers.wire, onlyLines(peers.keyLog, "CLIENT_(HANDSHAKE_)?TRAFFIC_SECRET"));
    EXPECT_EQ(heard.sent(), peers.said[0] + "[end]");
    EXPECT_EQ(heard.received(), "[end]");
    EXPECT_EQ(heard.facts.progress, Progress::partial);
    EXPECT_EQ(heard.facts.failure, Failure::noKey);
}

TEST(TlsRecords, findsItsPlaceAgainBehindAHole)
{
    struct Case {
        int version;
        const char *suite;
        const char *rest; ///< what follows record 4 when 4 is missing
    };
    // Chained IVs cost the first record behind the hole too; RC4 and the like could not go on at all.
    for (const Case &c : {Case{TLS1_3_VERSION, "TLS_AES_128_GCM_SHA256", "<5><6><7><8><9>"},
             Case{TLS1_3_VERSION, "TLS_CHACHA20_POLY1305_SHA256", "<5><6><7><8><9>"},
             Case{TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256", "<5><6><7><8><9>"},
             Case{TLS1_2_VERSION, "AES128-SHA256", "<5><6><7><8><9>"},
             Case{TLS1_1_VERSION, "AES128-SHA", "<5><6><7><8><9>"}}) {
        for (const bool sizeKnown : {true, false}) {
            SCOPED_TRACE(c.suite);
            PeerOptions options;
            options.version = c.version;
            options.suites = c.suite;
            TlsPeers peers(options);
            ASSERT_TRUE(peers.handshake());
            const std::size_t first = peers.wire.size();
            count(peers, 10);
            const auto heard = playWithoutFlight(peers, first + 4, sizeKnown);
            EXPECT_EQ(heard.sent(), std::string("<0><1><2><3>[gap]") + c.rest + "[end]");
            EXPECT_EQ(heard.facts.progress, Progress::decrypting);
        }
    }
}

TEST(TlsRecords, aHoleInChainedBlocksCostsOneRecordMore)
{
    PeerOptions options;
    options.version = TLS1_VERSION;
    options.suites = "AES128-SHA";
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    const std::size_t first = peers.wire.size();
    count(peers, 10);
    const auto heard = playWithoutFlight(peers, first + 4, true);
    EXPECT_TRUE(heard.sent().starts_with("<0><1><2><3>[gap]")) << heard.sent();
    EXPECT_TRUE(heard.sent().ends_with("<6><7><8><9>[end]")) << heard.sent();
}

TEST(TlsRecords, aHoleMaySwallowAKeyUpdate)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    peers.say(Side::originator, "before");
    const std::size_t missing = peers.wire.size();
    peers.updateKey(Side::originator);
    peers.say(Side::originator, "behind");
    const auto heard = playWithoutFlight(peers, missing, true);
    EXPECT_EQ(heard.sent(), "before[gap]behind[end]");
}

TEST(TlsRecords, aHoleWithinARecordLosesThatRecordOnly)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    const std::size_t first = peers.wire.size();
    peers.say(Side::responder, std::string(3000, 'a'));
    peers.say(Side::responder, std::string(3000, 'b'));
    peers.say(Side::responder, std::string(3000, 'c'));
    KeyStore keys;
    (void)keys.addText(peers.keyLog);
    for (const std::size_t from : {std::size_t{0}, std::size_t{4}, std::size_t{1500}, std::size_t{3000}}) {
        RecordedListener listener;
        TlsConnection connection(keys, {}, listener);
        for (std::size_t i = 0; i < peers.wire.size(); ++i) {
            const base::ByteView bytes = peers.wire[i].bytes;
            if (i != first + 1) {
                connection.data(peers.wire[i].side, bytes, {});
                continue;
            }
            connection.data(Side::responder, bytes.first(from), {});
            connection.gap(Side::responder, 10, {});
            connection.data(Side::responder, bytes.subspan(from + 10), {});
        }
        EXPECT_EQ(listener.received(), std::string(3000, 'a') + "[gap]" + std::string(3000, 'c'));
    }
}

TEST(TlsRecords, aHoleWhileWaitingForKeysIsFoundAgain)
{
    TlsPeers peers;
    ASSERT_TRUE(peers.handshake());
    const std::size_t first = peers.wire.size();
    count(peers, 10);
    KeyStore keys;
    RecordedListener listener;
    TlsConnection connection(keys, {}, listener);
    for (std::size_t i = 0; i < peers.wire.size(); ++i) {
        if (i == first + 4)
            connection.gap(Side::originator, peers.wire[i].bytes.size(), {});
        else
            connection.data(peers.wire[i].side, peers.wire[i].bytes, {});
    }
    (void)keys.addText(peers.keyLog);
    connection.keysChanged();
    EXPECT_EQ(listener.sent(), "<0><1><2><3>[gap]<5><6><7><8><9>");
}

TEST(TlsRecords, aFlippedBitIsSeenAndCostsOneRecord)
{
    for (const char *suite :
        {"ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA256", "NULL-SHA256", "ECDHE-RSA-CHACHA20-POLY1305"}) {
        for (const bool encryptThenMac : {true, false}) {
            SCOPED_TRACE(suite);
            PeerOptions options;
            options.version = TLS1_2_VERSION;
            options.suites = suite;
            options.encryptThenMac = encryptThenMac;
            TlsPeers peers(options);
            ASSERT_TRUE(peers.handshake());
            const std::size_t first = peers.wire.size();
            count(peers, 6);
            peers.wire[first + 2].bytes[12] ^= 4;
            const auto heard = play(peers.wire, peers.keyLog);
            EXPECT_EQ(heard.sent(), "<0><1>[gap]<3><4><5>[end]");
            EXPECT_EQ(heard.anomalies.at("tls.bad_record_mac"), 1);
            EXPECT_EQ(heard.facts.progress, Progress::partial);
        }
    }
}

TEST(TlsRecords, aWrongKeyOpensNothing)
{
    PeerOptions options;
    options.version = TLS1_2_VERSION;
    TlsPeers peers(options);
    ASSERT_TRUE(peers.handshake());
    talk(peers);
    auto &digit = peers.keyLog[peers.keyLog.size() - 2];
    digit = digit == '0' ? '1' : '0';
    const auto heard = play(peers.wire, peers.keyLog);
    EXPECT_EQ(heard.sent(), "[end]");
    EXPECT_EQ(heard.facts.progress, Progress::failed);
    EXPECT_EQ(heard.facts.failure, Failure::noKey);
}

TEST(TlsRecords, anyDamageIsSurvivedAndNothingIsInvented)
{
    std::mt19937 random(20260101);
    for (const int version : {TLS1_VERSION, TLS1_2_VERSION, TLS1_3_VERSION}) {
        PeerOptions options;
        options.version = version;
        TlsPeers peers(options);
        ASSERT_TRUE(peers.handshake());
        talk(peers);
        for (int round = 0; round < 200; ++round) {
            auto wire = peers.wire;
            for (int i = 0; i < 3; ++i) {
                auto &bytes = wire[random() % wire.size()].bytes;
                bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(1U << random() % 8);
            }
            const auto heard = play(wire, peers.keyLog);
            for (int side = 0; side < 2; ++side) {
                const auto text = heard.text[side].substr(0, heard.text[side].find('['));
                EXPECT_NE(peers.said[side].find(text), std::string::npos);
            }
        }
    }
}

} // namespace telltale::tls::test
