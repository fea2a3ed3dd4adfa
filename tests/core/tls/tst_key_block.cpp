// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_block.h"

#include "sealing.h"

#include <gtest/gtest.h>

#include "tls/prf.h"

namespace telltale::tls::test {

namespace {

Negotiation agreed(std::uint16_t version, std::uint16_t suite)
{
    Negotiation out;
    out.clientRandom.emplace();
    out.server.emplace();
    out.server->version = version;
    out.suite = cipherSuite(suite);
    return out;
}

const Secret master(base::ByteBuffer(48, 9));

} // namespace

TEST(KeyBlock, takesTheClientsKeysFirst)
{
    const auto n = agreed(0x0303, 0xc02f);
    const auto block = tlsPrf(0x0303, Hash::sha256, master.view(), "key expansion", base::ByteBuffer(64, 0), 40);
    for (const bool client : {true, false}) {
        const auto key = base::toBuffer(block.view().subspan(client ? 0 : 16, 16));
        const auto fixed = base::toBuffer(block.view().subspan(client ? 32 : 36, 4));
        const auto nonce = number(1, 8);
        const auto fragment = nonce
            + encrypt(EVP_aes_128_gcm(), key, fixed + nonce, fromText("x"), number(0, 8) + octets("17 0303 0001"));
        base::ByteBuffer scratch;
        EXPECT_TRUE(legacyProtection(n, master, client)->open(appData(fragment), 0, scratch));
        EXPECT_FALSE(legacyProtection(n, master, !client)->open(appData(fragment), 0, scratch));
    }
}

TEST(KeyBlock, everyVersionAndKindOfSuite)
{
    for (const std::uint16_t version : {0x0300, 0x0301, 0x0302, 0x0303}) {
        for (const std::uint16_t suite : {0x0002, 0x002f, 0x000a, 0x0035})
            EXPECT_NE(legacyProtection(agreed(version, suite), master, true), nullptr) << version << ' ' << suite;
    }
    if (CryptoLibrary::instance().cipher(Bulk::des) == nullptr)
        GTEST_SKIP() << "This OpenSSL has no legacy provider.";
    for (const std::uint16_t version : {0x0300, 0x0301, 0x0303}) {
        for (const std::uint16_t suite : {0x0003, 0x0006, 0x0008, 0x0009})
            EXPECT_NE(legacyProtection(agreed(version, suite), master, false), nullptr) << version << ' ' << suite;
    }
}

} // namespace telltale::tls::test
