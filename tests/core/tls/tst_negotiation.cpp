// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/negotiation.h"

#include "sealing.h"

#include <gtest/gtest.h>

#include "tls/prf.h"

namespace telltale::tls::test {

namespace {

Negotiation agreed(std::uint16_t version, bool extendedMasterSecret)
{
    Negotiation out;
    out.clientRandom.emplace();
    out.clientRandom->fill(0xaa);
    out.server.emplace();
    out.server->version = version;
    out.server->random.fill(0xbb);
    out.server->sessionId = octets("0102");
    out.server->extendedMasterSecret = extendedMasterSecret;
    out.suite = cipherSuite(0x002f);
    out.encryptedPremaster = octets("0011223344556677");
    return out;
}

HandshakeMessage message(HandshakeType type, const base::ByteBuffer &raw)
{
    return {type, base::ByteView(raw).subspan(4), raw};
}

const auto clientHelloRaw = octets("01000001aa"), serverHelloRaw = octets("02000001bb"), doneRaw = octets("0e000000"),
           exchangeRaw = octets("10000001cc");

void addFlights(Negotiation &n, bool clientFirst)
{
    for (const bool client : {clientFirst, !clientFirst}) {
        if (client) {
            n.addToTranscript(true, message(HandshakeType::clientHello, clientHelloRaw), 100);
            n.addToTranscript(true, message(HandshakeType::clientKeyExchange, exchangeRaw), 100);
            n.addToTranscript(true, message(HandshakeType::certificateVerify, octets("0f000001dd")), 100);
        } else {
            n.addToTranscript(false, message(HandshakeType::serverHello, serverHelloRaw), 100);
            n.addToTranscript(false, message(HandshakeType::serverHelloDone, doneRaw), 100);
        }
    }
}

} // namespace

TEST(Negotiation, sessionHashCoversClientHelloToClientKeyExchange)
{
    for (const bool clientFirst : {true, false}) {
        auto n = agreed(0x0303, true);
        addFlights(n, clientFirst);
        EXPECT_EQ(
            hex(n.sessionHash), hex(digestOf(Hash::sha256, {clientHelloRaw, serverHelloRaw, doneRaw, exchangeRaw})));
        auto old = agreed(0x0301, true);
        addFlights(old, clientFirst);
        EXPECT_EQ(old.sessionHash.size(), 36U) << "MD5 and SHA-1";
    }
}

TEST(Negotiation, noSessionHashAboveTheLimitOrWithoutNeed)
{
    auto n = agreed(0x0303, true);
    n.addToTranscript(true, message(HandshakeType::clientHello, octets("01000001") + base::ByteBuffer(200, 0)), 100);
    addFlights(n, true);
    EXPECT_TRUE(n.sessionHash.empty());
    auto plain = agreed(0x0303, false);
    addFlights(plain, true);
    EXPECT_TRUE(plain.sessionHash.empty());
}

TEST(Negotiation, masterSecretFromEachKindOfLine)
{
    const base::ByteBuffer premaster(48, 5), master(48, 6);
    auto n = agreed(0x0303, false);
    KeyStore keys;
    EXPECT_FALSE(findMasterSecret(keys, n));
    keys.add(KeyLabel::sessionMaster, octets("0102"), Secret(base::ByteBuffer(48, 7)));
    EXPECT_EQ(hex(findMasterSecret(keys, n)->view()), hex(base::ByteBuffer(48, 7)));
    keys.add(KeyLabel::rsaPremaster, octets("0011223344556677"), Secret(base::ByteView(premaster)));
    const auto seed = base::ByteBuffer(32, 0xaa) + base::ByteBuffer(32, 0xbb);
    EXPECT_EQ(findMasterSecret(keys, n), tlsPrf(0x0303, Hash::sha256, premaster, "master secret", seed, 48));
    keys.add(KeyLabel::masterSecret, *n.clientRandom, Secret(base::ByteView(master)));
    EXPECT_EQ(hex(findMasterSecret(keys, n)->view()), hex(master));
}

TEST(Negotiation, extendedMasterSecretNeedsItsHash)
{
    KeyStore keys;
    const base::ByteBuffer premaster(48, 5);
    auto n = agreed(0x0303, true);
    keys.add(KeyLabel::randomPremaster, *n.clientRandom, Secret(base::ByteView(premaster)));
    EXPECT_FALSE(findMasterSecret(keys, n));
    addFlights(n, true);
    EXPECT_EQ(findMasterSecret(keys, n),
        tlsPrf(0x0303, Hash::sha256, premaster, "extended master secret", n.sessionHash, 48));
}

TEST(Negotiation, ssl3HasItsOwnDerivation)
{
    KeyStore keys;
    const base::ByteBuffer premaster(48, 5);
    const auto n = agreed(0x0300, false);
    keys.add(KeyLabel::randomPremaster, *n.clientRandom, Secret(base::ByteView(premaster)));
    EXPECT_EQ(
        findMasterSecret(keys, n), ssl3Prf(premaster, base::ByteBuffer(32, 0xaa) + base::ByteBuffer(32, 0xbb), 48));
}

} // namespace telltale::tls::test
