// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/handshake_tracker.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {

using base::Side;

struct Fixture {
    bool say(Side side, int type, const std::string &body, bool isProtected = false)
    {
        const auto content = octets(body);
        raw = number(static_cast<std::uint64_t>(type), 1) + number(content.size(), 3) + content;
        return tracker.message(
            side, {static_cast<HandshakeType>(type), base::ByteView(raw).subspan(4), raw}, isProtected);
    }
    base::ByteBuffer raw;
    HandshakeTracker tracker{base::Limits()};
};

std::string clientHello(char fill, const std::string &extensions = "0000")
{
    return "0303" + std::string(64, fill) + "02 aabb" + "0002 1301 01 00" + extensions;
}

std::string serverHello(char fill, const std::string &suite, const std::string &extensions)
{
    return "0303" + std::string(64, fill) + "02 aabb" + suite + "00" + extensions;
}

const std::string retry =
    "0303 cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c 00 1301 00 0006 002b 0002 0304";
const std::string tls13 = "0006 002b 0002 0304";

} // namespace

TEST(HandshakeTracker, factsOfTls13)
{
    Fixture f;
    EXPECT_TRUE(f.say(Side::originator, 1, clientHello('1', "0004 002a 0000")));
    EXPECT_TRUE(f.tracker.active(Side::originator).offersEarlyData);
    EXPECT_FALSE(f.tracker.heard(Side::responder));
    EXPECT_TRUE(f.say(Side::responder, 2, serverHello('2', "1301", "000c 002b 0002 0304 0029 0002 0000")));
    EXPECT_FALSE(f.tracker.active(Side::responder).takesEarlyData.has_value());
    EXPECT_TRUE(f.say(Side::responder, 8, "000d 0010 0005 0003 02 6832 002a 0000", true));
    EXPECT_EQ(f.tracker.active(Side::originator).takesEarlyData, true);
    EXPECT_EQ(f.tracker.facts.version, 0x0304);
    EXPECT_EQ(f.tracker.facts.cipherSuite, 0x1301);
    EXPECT_EQ(f.tracker.facts.alpn, "h2");
    EXPECT_TRUE(f.tracker.facts.resumed);
    EXPECT_TRUE(f.tracker.facts.earlyData);
    EXPECT_FALSE(f.tracker.facts.ja4.empty());
}

TEST(HandshakeTracker, retryRefusesEarlyData)
{
    Fixture f;
    f.say(Side::originator, 1, clientHello('1', "0004 002a 0000"));
    f.say(Side::responder, 2, retry);
    EXPECT_EQ(f.tracker.active(Side::responder).takesEarlyData, false);
    EXPECT_FALSE(f.tracker.active(Side::responder).server);
    f.say(Side::originator, 1, clientHello('1'));
    f.say(Side::responder, 2, serverHello('2', "1301", tls13));
    EXPECT_TRUE(f.tracker.active(Side::originator).isTls13());
    EXPECT_FALSE(f.tracker.active(Side::originator).offersEarlyData);
    EXPECT_EQ(f.tracker.facts.clientHellos, 2U);
}

TEST(HandshakeTracker, sessionIdSentBackMeansResumed)
{
    Fixture f;
    f.say(Side::originator, 1, clientHello('1'));
    f.say(Side::responder, 2, serverHello('2', "c02f", "0000"));
    EXPECT_TRUE(f.tracker.facts.resumed);
    EXPECT_EQ(f.tracker.facts.version, 0x0303);
}

TEST(HandshakeTracker, renegotiationTakesForceWithChangeCipherSpec)
{
    Fixture f;
    f.say(Side::originator, 1, clientHello('1'));
    f.say(Side::responder, 2, serverHello('2', "c02f", "0000"));
    f.tracker.changeCipher(Side::originator);
    f.tracker.changeCipher(Side::responder);
    f.say(Side::originator, 1, clientHello('3'), true);
    f.say(Side::responder, 2, serverHello('4', "c030", "0000"), true);
    EXPECT_EQ(f.tracker.active(Side::originator).clientRandom->at(0), 0x11);
    f.tracker.changeCipher(Side::originator);
    EXPECT_EQ(f.tracker.active(Side::originator).clientRandom->at(0), 0x33);
    EXPECT_EQ(f.tracker.active(Side::originator).server->cipherSuite, 0xc030);
    EXPECT_EQ(f.tracker.active(Side::responder).server->cipherSuite, 0xc02f);
    EXPECT_EQ(f.tracker.facts.clientRandom->at(0), 0x11) << "the connection keeps its first";
}

TEST(HandshakeTracker, endlessRenegotiationIsBounded)
{
    Fixture f;
    for (int i = 0; i < 1000; ++i)
        EXPECT_TRUE(f.say(Side::originator, 1, clientHello('1'), true));
    EXPECT_EQ(f.tracker.facts.clientHellos, 1000U);
}

TEST(HandshakeTracker, encryptedPremasterOfBothForms)
{
    Fixture f;
    f.say(Side::originator, 16, "0080 0011223344556677 8899");
    EXPECT_EQ(hex(f.tracker.active(Side::originator).encryptedPremaster), "0011223344556677");
    f.say(Side::responder, 2, "0300" + std::string(64, '0') + "00 0005 00");
    f.say(Side::originator, 16, "0011223344556677 8899");
    EXPECT_EQ(hex(f.tracker.active(Side::originator).encryptedPremaster), "0011223344556677");
}

TEST(HandshakeTracker, malformedHellosAreTold)
{
    Fixture f;
    EXPECT_FALSE(f.say(Side::originator, 1, "0303"));
    EXPECT_FALSE(f.say(Side::responder, 2, "0303"));
    EXPECT_TRUE(f.say(Side::responder, 8, "00"));
    EXPECT_TRUE(f.say(Side::responder, 1, "0303")) << "a server's ClientHello is passed over";
    EXPECT_FALSE(f.tracker.heard(Side::originator));
}

} // namespace telltale::tls::test
