// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/ja4.h"

#include "octets.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

// The worked example of the specification.
TEST(Ja4, exampleOfTheSpecification)
{
    ClientHello hello;
    hello.legacyVersion = 0x0303;
    hello.supportedVersions = {0x2a2a, 0x0304, 0x0303};
    hello.cipherSuites = {0x8a8a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
        0xc014, 0x009c, 0x009d, 0x002f, 0x0035};
    hello.extensions = {0x9a9a, 0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005, 0x0023, 0x0012,
        0x002b, 0xff01, 0x000b, 0x000a, 0x0015, 0x2a2a};
    hello.signatureAlgorithms = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
    hello.serverName = "example.org";
    hello.alpn = {"h2", "http/1.1"};
    EXPECT_EQ(ja4(hello), "t13d1516h2_8daaf6152771_e5627efa2ab1");
    EXPECT_EQ(ja4(hello, Transport::quic).front(), 'q');
    // The order sent makes no difference but for the signature algorithms.
    std::swap(hello.extensions[1], hello.extensions[5]);
    std::swap(hello.cipherSuites[1], hello.cipherSuites[5]);
    EXPECT_EQ(ja4(hello), "t13d1516h2_8daaf6152771_e5627efa2ab1");
    std::swap(hello.signatureAlgorithms[0], hello.signatureAlgorithms[1]);
    EXPECT_NE(ja4(hello), "t13d1516h2_8daaf6152771_e5627efa2ab1");
}

TEST(Ja4, emptyLists)
{
    ClientHello hello;
    hello.legacyVersion = 0x0301;
    EXPECT_EQ(ja4(hello), "t10i000000_000000000000_000000000000");
}

TEST(Ja4, protocolOfOtherOctetsIsTakenInHexadecimal)
{
    ClientHello hello;
    hello.legacyVersion = 0x0303;
    for (const auto &[name, part] : {std::pair{std::string("h2"), "h2"}, {std::string("http/1.1"), "h1"},
             {std::string("\xab"), "ab"}, {std::string("\x30\xab"), "3b"}, {std::string("x"), "xx"}}) {
        hello.alpn = {name};
        EXPECT_EQ(ja4(hello).substr(8, 2), part);
    }
}

} // namespace telltale::tls::test
