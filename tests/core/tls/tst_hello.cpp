// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/hello.h"

#include "octets.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::tls::test {

namespace {

const std::string random = std::string(62, '0') + "01";

base::ByteBuffer clientHello()
{
    return octets("0303" + random + "02 aabb" + "0006 0a0a 1301 c02f" + "01 00"
        + "0049"
          "0000 000f 000d 00 000a 70686f6e652e74657374" // server_name "phone.test"
          "0010 000e 000c 02 6832 08 687474702f312e31" // ALPN h2, http/1.1
          "002b 0007 06 1a1a 0304 0303" // supported_versions
          "000d 0006 0004 0403 0804" // signature_algorithms
          "002a 0000" // early_data
          "fe0d 0001 00" // encrypted_client_hello
          "002900020000");
}

} // namespace

TEST(Hello, client)
{
    const auto hello = parseClientHello(clientHello());
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->legacyVersion, 0x0303);
    EXPECT_EQ(hello->random[31], 1);
    EXPECT_EQ(hex(hello->sessionId), "aabb");
    EXPECT_EQ(hello->cipherSuites, (std::vector<std::uint16_t>{0x0a0a, 0x1301, 0xc02f}));
    EXPECT_EQ(hello->serverName, "phone.test");
    EXPECT_EQ(hello->alpn, (std::vector<std::string>{"h2", "http/1.1"}));
    EXPECT_EQ(hello->supportedVersions, (std::vector<std::uint16_t>{0x1a1a, 0x0304, 0x0303}));
    EXPECT_EQ(hello->signatureAlgorithms, (std::vector<std::uint16_t>{0x0403, 0x0804}));
    EXPECT_TRUE(hello->offersEarlyData);
    EXPECT_TRUE(hello->encryptedClientHello);
    EXPECT_TRUE(hello->has(Extension::preSharedKey));
    EXPECT_FALSE(hello->has(Extension::encryptThenMac));
}

TEST(Hello, clientCutAnywhereIsNoneOrPartial)
{
    const auto whole = clientHello();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const base::ByteBuffer cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const auto hello = parseClientHello(cut);
        EXPECT_EQ(hello.has_value(), size >= 47) << size; // 47 octets come before the extensions
    }
}

TEST(Hello, clientOfOldFormat)
{
    const auto hello = parseSslV2ClientHello(octets("01 0301 0006 0000 0010 00002f 010080"
                                                    "00112233445566778899aabbccddeeff"));
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->legacyVersion, 0x0301);
    EXPECT_EQ(hello->cipherSuites, (std::vector<std::uint16_t>{0x002f}));
    EXPECT_EQ(hex(hello->random), std::string(32, '0') + "00112233445566778899aabbccddeeff");
    EXPECT_FALSE(parseSslV2ClientHello(octets("01 0301 0003 0000 0001 00002f 00")));
    EXPECT_FALSE(parseSslV2ClientHello({}));
}

TEST(Hello, server)
{
    const auto old =
        parseServerHello(octets("0303" + random + "00 c02f 00 000f 0016 0000 0017 0000 0010 0003 0001 00"));
    ASSERT_TRUE(old);
    EXPECT_EQ(old->version, 0x0303);
    EXPECT_EQ(old->cipherSuite, 0xc02f);
    EXPECT_TRUE(old->encryptThenMac);
    EXPECT_TRUE(old->extendedMasterSecret);
    EXPECT_FALSE(old->helloRetryRequest);
    const auto modern = parseServerHello(octets("0303" + random + "00 1301 00 000c 002b 0002 0304 0029 0002 0000"));
    ASSERT_TRUE(modern);
    EXPECT_EQ(modern->version, 0x0304);
    EXPECT_TRUE(modern->preSharedKey);
    const auto draft = parseServerHello(octets("0303" + random + "00 1301 00 0006 002b 0002 7f1c"));
    EXPECT_EQ(draft->version, 0x0304);
    const auto retry = parseServerHello(
        octets("0303 cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c 00 1301 00 0000"));
    EXPECT_TRUE(retry->helloRetryRequest);
    EXPECT_FALSE(parseServerHello(octets("0303" + random)));
    EXPECT_FALSE(parseServerHello(octets("0203" + random + "00 1301 00")));
}

TEST(Hello, encryptedExtensions)
{
    const auto both = parseEncryptedExtensions(octets("000d 0010 0005 0003 02 6832 002a 0000"));
    EXPECT_EQ(both.alpn, "h2");
    EXPECT_TRUE(both.earlyData);
    EXPECT_FALSE(parseEncryptedExtensions({}).earlyData);
    EXPECT_EQ(parseEncryptedExtensions(octets("0009 0010 0005 00")).alpn, "");
}

TEST(Hello, greaseValues)
{
    EXPECT_TRUE(isGrease(0x0a0a));
    EXPECT_TRUE(isGrease(0xfafa));
    EXPECT_FALSE(isGrease(0x0a1a));
    EXPECT_FALSE(isGrease(0x1301));
}

} // namespace telltale::tls::test
