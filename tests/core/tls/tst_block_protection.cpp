// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/block_protection.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {

const auto macKey = octets("000102030405060708090a0b0c0d0e0f10111213");
const auto key = octets("202122232425262728292a2b2c2d2e2f");
const auto iv = octets("303132333435363738393a3b3c3d3e3f");

base::ByteBuffer padded(base::ByteBuffer bytes)
{
    const std::size_t padding = 15 - bytes.size() % 16;
    bytes.insert(bytes.end(), padding + 1, static_cast<std::uint8_t>(padding));
    return bytes;
}

/// MAC-then-encrypt, TLS 1.1 and later: the IV in front.
base::ByteBuffer sealed(std::uint64_t sequence, const std::string &text)
{
    const auto content = fromText(text);
    const auto plain = padded(content + macOf(macKey, sequence, ContentType::applicationData, 0x0303, content));
    return iv + encrypt(EVP_aes_128_cbc(), key, iv, plain);
}

} // namespace

TEST(BlockProtection, macThenEncrypt)
{
    BlockProtection protection(0x0303, *cipherSuite(0x002f), false, {macKey, key, iv});
    ASSERT_TRUE(protection.usable());
    base::ByteBuffer scratch;
    for (const std::string text : {"", "hello", "a text that needs more than one block"}) {
        const auto plain = protection.open(appData(sealed(1, text)), 1, scratch);
        ASSERT_TRUE(plain);
        EXPECT_EQ(base::asText(*plain), text);
        EXPECT_FALSE(protection.open(appData(sealed(1, text)), 2, scratch));
    }
}

TEST(BlockProtection, encryptThenMac)
{
    BlockProtection protection(0x0303, *cipherSuite(0x002f), true, {macKey, key, iv});
    const auto body = iv + encrypt(EVP_aes_128_cbc(), key, iv, padded(fromText("hello")));
    const auto fragment = body + macOf(macKey, 1, ContentType::applicationData, 0x0303, body);
    base::ByteBuffer scratch;
    const auto plain = protection.open(appData(fragment), 1, scratch);
    ASSERT_TRUE(plain);
    EXPECT_EQ(base::asText(*plain), "hello");
    EXPECT_FALSE(protection.open(appData(sealed(1, "hello")), 1, scratch));
}

TEST(BlockProtection, chainsFromRecordToRecordInTls10)
{
    BlockProtection protection(0x0301, *cipherSuite(0x002f), false, {macKey, key, iv});
    base::ByteBuffer scratch, chained = iv;
    for (std::uint64_t sequence = 0; sequence < 3; ++sequence) {
        const auto content = fromText("record " + std::to_string(sequence));
        const auto fragment = encrypt(EVP_aes_128_cbc(), key, chained,
            padded(content + macOf(macKey, sequence, ContentType::applicationData, 0x0301, content)));
        const auto plain = protection.open(appData(fragment, 0x0301), sequence, scratch);
        ASSERT_TRUE(plain);
        EXPECT_EQ(base::asText(*plain), base::asText(content));
        protection.passed(appData(fragment, 0x0301));
        chained.assign(fragment.end() - 16, fragment.end());
    }
}

TEST(BlockProtection, anyDamageOrTruncationIsSeen)
{
    BlockProtection protection(0x0303, *cipherSuite(0x002f), false, {macKey, key, iv});
    const auto whole = sealed(0, "hello");
    base::ByteBuffer scratch;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto damaged = whole;
        damaged[i] ^= 1;
        EXPECT_FALSE(protection.open(appData(damaged), 0, scratch)) << i;
        EXPECT_FALSE(
            protection.open(appData({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(i)}), 0, scratch))
            << i;
    }
}

TEST(BlockProtection, ideaNeedsNoOpenSsl)
{
    const auto suite = cipherSuite(0x0007);
    ASSERT_TRUE(suite);
    EXPECT_TRUE(BlockProtection(0x0303, *suite, false, {macKey, key, base::ByteView(iv).first(8)}).usable());
    EXPECT_FALSE(
        BlockProtection(0x0303, *suite, false, {macKey, base::ByteView(key).first(8), base::ByteView(iv).first(8)})
            .usable());
}

} // namespace telltale::tls::test
