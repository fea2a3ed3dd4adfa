// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/cipher_suites.h"

#include "octets.h"

#include <gtest/gtest.h>

#include "tls/tls_listener.h"

namespace telltale::tls::test {

TEST(CipherSuites, propertiesComeFromTheName)
{
    struct Case {
        std::uint16_t number;
        Bulk bulk;
        CipherKind kind;
        int key, block, tag, exportKey;
        Hash mac, prf;
    };
    for (const auto &c : {
             Case{0x1302, Bulk::aes256Gcm, CipherKind::aead, 32, 0, 16, 0, Hash::none, Hash::sha384},
             Case{0x1305, Bulk::aes128Ccm, CipherKind::aead, 16, 0, 8, 0, Hash::none, Hash::sha256},
             Case{0xc0a0, Bulk::aes128Ccm, CipherKind::aead, 16, 0, 8, 0, Hash::none, Hash::sha256},
             Case{0xcca9, Bulk::chacha20Poly1305, CipherKind::aead, 32, 0, 16, 0, Hash::none, Hash::sha256},
             Case{0xc028, Bulk::aes256Cbc, CipherKind::block, 32, 16, 0, 0, Hash::sha384, Hash::sha384},
             Case{0x003c, Bulk::aes128Cbc, CipherKind::block, 16, 16, 0, 0, Hash::sha256, Hash::sha256},
             Case{0x000a, Bulk::tripleDes, CipherKind::block, 24, 8, 0, 0, Hash::sha1, Hash::sha256},
             Case{0x0008, Bulk::des, CipherKind::block, 8, 8, 0, 5, Hash::sha1, Hash::sha256},
             Case{0x0003, Bulk::rc4, CipherKind::stream, 16, 0, 0, 5, Hash::md5, Hash::sha256},
             Case{0x003b, Bulk::null, CipherKind::stream, 0, 0, 0, 0, Hash::sha256, Hash::sha256},
         }) {
        const auto suite = cipherSuite(c.number);
        ASSERT_TRUE(suite) << cipherSuiteName(c.number);
        EXPECT_EQ(suite->bulk, c.bulk);
        EXPECT_EQ(suite->kind, c.kind);
        EXPECT_EQ(suite->keyBytes, c.key);
        EXPECT_EQ(suite->blockBytes, c.block);
        EXPECT_EQ(suite->tagBytes, c.tag);
        EXPECT_EQ(suite->exportKeyBytes, c.exportKey);
        EXPECT_EQ(suite->mac, c.mac);
        EXPECT_EQ(suite->prf, c.prf);
    }
}

TEST(CipherSuites, othersHaveNone)
{
    for (const std::uint16_t number : {0x0000, 0x00ff, 0x0a0a, 0x1234, 0x1306, 0x00c6, 0xc0b4, 0xc07a})
        EXPECT_FALSE(cipherSuite(number)) << cipherSuiteName(number);
}

TEST(CipherSuites, everyNumberIsAnswered)
{
    int known = 0;
    for (unsigned number = 0; number <= 0xffff; ++number)
        known += cipherSuite(static_cast<std::uint16_t>(number)) ? 1 : 0;
    EXPECT_GT(known, 250);
}

TEST(CipherSuites, namesForPeople)
{
    EXPECT_EQ(cipherSuiteName(0x1301), "TLS_AES_128_GCM_SHA256");
    EXPECT_EQ(cipherSuiteName(0x1234), "0x1234");
    EXPECT_EQ(versionName(0x0300), "SSL 3.0");
    EXPECT_EQ(versionName(0x0304), "TLS 1.3");
    EXPECT_EQ(versionName(0x7f1c), "");
}

} // namespace telltale::tls::test
