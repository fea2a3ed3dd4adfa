// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/prf.h"

#include "octets.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

TEST(Prf, digestOfJoinedParts)
{
    const auto text = base::asBytes("abc");
    const std::string expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    EXPECT_EQ(hex(digestOf(Hash::sha256, {text})), expected);
    EXPECT_EQ(hex(digestOf(Hash::sha256, {text.first(1), {}, text.subspan(1)})), expected);
    EXPECT_EQ(hex(digestOf(Hash::md5, {text})), "900150983cd24fb0d6963f7d28e17f72");
}

// https://mailarchive.ietf.org/arch/msg/tls/fzVCzk-z3FShgGJ6DOXqM1ydxms
TEST(Prf, tls12WithSha256)
{
    const auto out = tlsPrf(0x0303, Hash::sha256, octets("9bbe436ba940f017b17652849a71db35"), "test label",
        octets("a0ba9f936cda311827a6f796ffd5198c"), 100);
    EXPECT_EQ(hex(out.view()),
        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af"
        "0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
        "87347b66");
}

TEST(Prf, olderVersionsDoNotCareForTheHash)
{
    const auto secret = octets("0102030405"), seed = octets("0607");
    const auto old = tlsPrf(0x0301, Hash::sha256, secret, "label", seed, 48);
    EXPECT_EQ(old.size(), 48U);
    EXPECT_EQ(old, tlsPrf(0x0302, Hash::sha384, secret, "label", seed, 48));
    EXPECT_NE(old, tlsPrf(0x0303, Hash::sha256, secret, "label", seed, 48));
}

TEST(Prf, ssl3GivesWhatItsDefinitionSays)
{
    const auto secret = octets("0011223344"), seed = octets("aabbcc");
    const auto out = ssl3Prf(secret, seed, 40);
    ASSERT_EQ(out.size(), 40U);
    std::string expected;
    for (const char *salt : {"A", "BB", "CCC"})
        expected += hex(digestOf(Hash::md5, {secret, digestOf(Hash::sha1, {base::asBytes(salt), secret, seed})}));
    EXPECT_EQ(hex(out.view()), expected.substr(0, 80));
}

} // namespace telltale::tls::test
