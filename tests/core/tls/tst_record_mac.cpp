// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/record_mac.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

TEST(RecordMac, hmac)
{
    const auto key = octets("000102030405060708090a0b0c0d0e0f10111213"), content = fromText("hello");
    RecordMac mac(0x0303, Hash::sha1, key);
    ASSERT_TRUE(mac.usable());
    EXPECT_EQ(mac.size(), 20U);
    const auto tag = macOf(key, 7, ContentType::applicationData, 0x0303, content);
    const auto record = appData({});
    EXPECT_TRUE(mac.verify(record, 7, content, tag));
    EXPECT_TRUE(mac.verify(record, 7, content, tag)) << "a second time";
    EXPECT_FALSE(mac.verify(record, 8, content, tag));
    EXPECT_FALSE(mac.verify(appData({}, 0x0302), 7, content, tag));
    EXPECT_FALSE(mac.verify(record, 7, fromText("hellp"), tag));
    EXPECT_FALSE(mac.verify(record, 7, content, base::ByteView(tag).first(19)));
}

TEST(RecordMac, ssl3)
{
    const auto key = octets("00112233445566778899aabbccddeeff"), content = fromText("hello");
    RecordMac mac(0x0300, Hash::md5, key);
    ASSERT_TRUE(mac.usable());
    const auto md5 = [](const base::ByteBuffer &bytes) {
        base::ByteBuffer out(16);
        EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, EVP_md5(), nullptr);
        return out;
    };
    // RFC 6101 § 5.2.3.1
    const auto inner = md5(key + base::ByteBuffer(48, 0x36) + number(3, 8) + octets("17 0005") + content);
    const auto tag = md5(key + base::ByteBuffer(48, 0x5c) + inner);
    EXPECT_TRUE(mac.verify(appData({}, 0x0300), 3, content, tag));
    EXPECT_FALSE(mac.verify(appData({}, 0x0300), 4, content, tag));
}

} // namespace telltale::tls::test
