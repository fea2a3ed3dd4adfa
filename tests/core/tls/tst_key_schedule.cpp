// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_schedule.h"

#include "octets.h"

#include <gtest/gtest.h>

#include "tls/prf.h"

namespace telltale::tls::test {

// RFC 8448 § 3, "Simple 1-RTT Handshake".
TEST(KeySchedule, rfc8448Secrets)
{
    const base::ByteBuffer zeros(32, 0);
    const auto early = hkdfExtract(Hash::sha256, zeros, zeros);
    EXPECT_EQ(hex(early.view()), "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a");
    const auto derived = hkdfExpandLabel(Hash::sha256, early.view(), "derived", digestOf(Hash::sha256, {}), 32);
    EXPECT_EQ(hex(derived.view()), "6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba");
    const auto handshake = octets("1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac");
    const auto transcript = octets("860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8");
    EXPECT_EQ(hex(hkdfExpandLabel(Hash::sha256, handshake, "c hs traffic", transcript, 32).view()),
        "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
}

TEST(KeySchedule, rfc8448TrafficKeys)
{
    struct Case {
        const char *secret, *key, *iv;
    };
    for (const auto &c : {Case{"b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
                              "dbfaa693d1762c5b666af5d950258d01", "5bd3c71b836e0b76bb73265f"},
             Case{"b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
                 "3fce516009c21727d0f2e4e86ee403bc", "5d313eb2671276ee13000b30"},
             Case{"9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5",
                 "17422dda596ed5d9acd890e3c63f5051", "5b78923dee08579033e523d9"}}) {
        const auto keys = trafficKeys(Hash::sha256, octets(c.secret), 16);
        EXPECT_EQ(hex(keys.key.view()), c.key);
        EXPECT_EQ(hex(keys.iv.view()), c.iv);
    }
}

TEST(KeySchedule, updateKeepsTheSizeOfTheHash)
{
    const base::ByteBuffer secret(48, 7);
    const auto next = nextTrafficSecret(Hash::sha384, secret);
    EXPECT_EQ(next.size(), 48U);
    EXPECT_NE(hex(next.view()), hex(secret));
    EXPECT_EQ(next, hkdfExpandLabel(Hash::sha384, secret, "traffic upd", {}, 48));
}

TEST(KeySchedule, nothingFromNothing)
{
    EXPECT_TRUE(hkdfExpandLabel(Hash::sha256, {}, "key", {}, 16).empty());
    EXPECT_TRUE(hkdfExpand(Hash::none, octets("00"), {}, 16).empty());
}

} // namespace telltale::tls::test
