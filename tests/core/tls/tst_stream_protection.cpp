// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/stream_protection.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {
const auto macKey = octets("000102030405060708090a0b0c0d0e0f10111213");
}

TEST(StreamProtection, nullCipherChecksTheMac)
{
    StreamProtection protection(0x0303, *cipherSuite(0x0002), {macKey, {}, {}});
    ASSERT_TRUE(protection.usable());
    EXPECT_TRUE(protection.seeks());
    base::ByteBuffer scratch;
    const auto content = fromText("hello");
    const auto fragment = content + macOf(macKey, 4, ContentType::applicationData, 0x0303, content);
    EXPECT_EQ(base::asText(protection.open(appData(fragment), 4, scratch).value_or(base::ByteView())), "hello");
    EXPECT_FALSE(protection.open(appData(fragment), 5, scratch));
    EXPECT_FALSE(protection.open(appData(octets("00")), 4, scratch));
}

TEST(StreamProtection, rc4GoesOnFromRecordToRecord)
{
    const EVP_CIPHER *rc4 = CryptoLibrary::instance().cipher(Bulk::rc4);
    if (rc4 == nullptr)
        GTEST_SKIP() << "This OpenSSL has no legacy provider.";
    const auto key = octets("202122232425262728292a2b2c2d2e2f");
    StreamProtection protection(0x0303, *cipherSuite(0x0005), {macKey, key, {}});
    ASSERT_TRUE(protection.usable());
    EXPECT_FALSE(protection.seeks());
    base::ByteBuffer plain;
    for (std::uint64_t sequence = 0; sequence < 2; ++sequence) {
        const auto content = fromText("text");
        plain = plain + content + macOf(macKey, sequence, ContentType::applicationData, 0x0303, content);
    }
    const auto stream = encrypt(rc4, key, {}, plain);
    base::ByteBuffer scratch;
    for (std::uint64_t sequence = 0; sequence < 2; ++sequence) {
        const base::ByteBuffer fragment(stream.begin() + static_cast<std::ptrdiff_t>(24 * sequence),
            stream.begin() + static_cast<std::ptrdiff_t>(24 * sequence + 24));
        EXPECT_EQ(
            base::asText(protection.open(appData(fragment), sequence, scratch).value_or(base::ByteView())), "text");
    }
}

TEST(StreamProtection, nullCipherWithoutKeysTakesTheMacOff)
{
    UncheckedNullProtection protection(Hash::sha1);
    base::ByteBuffer scratch;
    EXPECT_EQ(base::asText(protection.open(appData(fromText("hello") + base::ByteBuffer(20, 0)), 0, scratch).value()),
        "hello");
    EXPECT_FALSE(protection.open(appData(base::ByteBuffer(19, 0)), 0, scratch));
}

} // namespace telltale::tls::test
