// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_ciphers.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

namespace {

constexpr const char *plain =
    "7b226576656e74223a22736561726368222c2271223a22686f7720746f206c65617665206d79206a6f62227d";
constexpr const char *encrypted =
    "8124be6526155631007cfdc7603cf78fd16ad60ace550b3df885a03a572a146ac199b30ae094bd0c5926ac0357685682";

std::string record(const std::string &in, const std::string &out, const std::string &algorithm = "AES/CBC/PKCS5Padding",
    const std::string &iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
{
    return R"({"type":"aes","pid":7,"process":"com.shop","timestamp":1600000000123,"data":{"alg":")" + algorithm
        + R"(","key":"000102030405060708090a0b0c0d0e0f","iv":")" + iv + R"(","in":")" + in + R"(","out":")" + out
        + R"("}})";
}

} // namespace

TEST(PirogueCiphers, theKeySaysWhichSideWasEncrypted)
{
    for (const std::string &text :
        {record(plain, encrypted), record(encrypted, plain), "[" + record(plain, encrypted) + "]"}) {
        const auto read = readPirogueCiphers(text);
        ASSERT_EQ(read.ciphers.size(), 1U) << text;
        EXPECT_EQ(base::asText(read.ciphers[0].plain), R"({"event":"search","q":"how to leave my job"})");
        EXPECT_EQ(read.ciphers[0].encrypted.size(), 48U);
        EXPECT_EQ(read.ciphers[0].step, "aes-128-cbc");
        EXPECT_EQ(read.ciphers[0].note,
            "PiRogue recorded on the phone: com.shop, AES/CBC/PKCS5Padding; the recorded key opens it");
    }
}

TEST(PirogueCiphers, ofItsOwnInverseTheReadableSideIsPlain)
{
    // openssl enc -aes-128-ctr of "how to leave my job" under the same key and vector
    constexpr const char *text = "686f7720746f206c65617665206d79206a6f62",
                         *counted = "0ec8b0c8403d1124f230a862137bd48dd8eeb5";
    for (const std::string &both :
        {record(text, counted, "AES/CTR/NoPadding"), record(counted, text, "AES/CTR/NoPadding")}) {
        const auto read = readPirogueCiphers(both);
        ASSERT_EQ(read.ciphers.size(), 1U) << both;
        EXPECT_EQ(base::asText(read.ciphers[0].plain), "how to leave my job");
    }
}

TEST(PirogueCiphers, whatItsKeyDoesNotOpenIsNoEvidence)
{
    const std::string unproven[] = {record(plain, plain), record(plain, encrypted, "AES/ECB/PKCS5Padding"),
        record(plain, encrypted, "RSA"), record(plain, encrypted, "AES/CBC/PKCS5Padding", "00")};
    for (const std::string &text : unproven) {
        const auto read = readPirogueCiphers(text);
        EXPECT_TRUE(read.ciphers.empty()) << text;
        EXPECT_EQ(read.unproven, 1U) << text;
    }
    for (const char *odd :
        {"{}", "7", "x", R"({"data":{}})", R"({"data":{"alg":"AES","key":"zz","in":"00","out":"00"}})"})
        EXPECT_EQ(readPirogueCiphers(odd).odd, 1U) << odd;
    EXPECT_EQ(readPirogueCiphers("").odd, 0U);
}
