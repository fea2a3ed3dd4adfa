// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/aead_protection.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {
const auto key = octets("000102030405060708090a0b0c0d0e0f");
const auto iv = octets("a0a1a2a3a4a5a6a7a8a9aaab");
} // namespace

TEST(AeadProtection, tls13)
{
    AeadProtection protection(0x0304, *cipherSuite(0x1301), {{}, key, iv});
    ASSERT_TRUE(protection.usable());
    base::ByteBuffer scratch;
    for (const std::uint64_t sequence : {0ULL, 1ULL, 0x1122334455667788ULL}) {
        const auto fragment = seal13(key, iv, sequence, fromText("hello"), ContentType::handshake, 3);
        const auto plain = protection.open(appData(fragment), sequence, scratch);
        ASSERT_TRUE(plain);
        EXPECT_EQ(hex(*plain), hex(fromText("hello")) + "16000000");
        EXPECT_FALSE(protection.open(appData(fragment), sequence + 1, scratch));
        EXPECT_TRUE(protection.open(appData(fragment), sequence, scratch)) << "a failure leaves no trace";
    }
}

TEST(AeadProtection, tls12SendsPartOfTheNonce)
{
    AeadProtection protection(0x0303, *cipherSuite(0xc02f), {{}, key, base::ByteView(iv).first(4)});
    ASSERT_TRUE(protection.usable());
    const auto explicitNonce = octets("0102030405060708"), content = fromText("hello");
    const auto covered = number(5, 8) + octets("17 0303 0005");
    const auto fragment =
        explicitNonce + encrypt(EVP_aes_128_gcm(), key, octets("a0a1a2a3") + explicitNonce, content, covered);
    base::ByteBuffer scratch;
    const auto plain = protection.open(appData(fragment), 5, scratch);
    ASSERT_TRUE(plain);
    EXPECT_EQ(base::asText(*plain), "hello");
    EXPECT_FALSE(protection.open(appData(fragment), 6, scratch));
}

TEST(AeadProtection, anyDamageOrTruncationIsSeen)
{
    AeadProtection protection(0x0304, *cipherSuite(0x1301), {{}, key, iv});
    const auto whole = seal13(key, iv, 0, fromText("hello"), ContentType::applicationData);
    base::ByteBuffer scratch;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto damaged = whole;
        damaged[i] ^= 1;
        EXPECT_FALSE(protection.open(appData(damaged), 0, scratch));
        EXPECT_FALSE(
            protection.open(appData({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(i)}), 0, scratch));
    }
}

TEST(AeadProtection, keysOfAWrongSizeAreRefused)
{
    EXPECT_FALSE(AeadProtection(0x0304, *cipherSuite(0x1301), {{}, octets("00"), iv}).usable());
    EXPECT_FALSE(AeadProtection(0x0304, *cipherSuite(0x1301), {{}, key, octets("00")}).usable());
    EXPECT_FALSE(AeadProtection(0x0303, *cipherSuite(0xc02f), {{}, key, iv}).usable());
}

} // namespace telltale::tls::test
