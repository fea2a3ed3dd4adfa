// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/crypto_library.h"

#include "octets.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

TEST(CryptoLibrary, hasWhatEveryOpenSslHas)
{
    const auto &library = CryptoLibrary::instance();
    for (const Bulk bulk : {Bulk::aes128Gcm, Bulk::aes256Gcm, Bulk::aes128Ccm, Bulk::aes256Ccm, Bulk::chacha20Poly1305,
             Bulk::aes128Cbc, Bulk::aes256Cbc, Bulk::tripleDes})
        EXPECT_NE(library.cipher(bulk), nullptr);
    for (const Hash hash : {Hash::md5, Hash::sha1, Hash::sha256, Hash::sha384}) {
        ASSERT_NE(library.digest(hash), nullptr);
        EXPECT_EQ(static_cast<std::size_t>(EVP_MD_get_size(library.digest(hash))), hashSize(hash));
    }
    EXPECT_EQ(library.cipher(Bulk::unknown), nullptr);
    EXPECT_EQ(library.cipher(Bulk::null), nullptr);
    EXPECT_NE(library.hmac(), nullptr);
    EXPECT_NE(library.tls1Prf(), nullptr);
    EXPECT_NE(library.hkdf(), nullptr);
}

TEST(CryptoLibrary, leavesTheProcessAlone)
{
    (void)CryptoLibrary::instance();
    EVP_CIPHER *rc4 = EVP_CIPHER_fetch(nullptr, "RC4", nullptr);
    EXPECT_EQ(rc4, nullptr) << "old ciphers stay out of the default library context";
    EVP_CIPHER_free(rc4);
}

} // namespace telltale::tls::test
