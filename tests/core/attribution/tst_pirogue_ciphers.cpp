// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_ciphers.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

namespace {

constexpr const char *key = "000102030405060708090a0b0c0d0e0f";
constexpr const char *plain =
    "7b226576656e74223a22736561726368222c2271223a22686f7720746f206c65617665206d79206a6f62227d";
constexpr const char *encrypted =
    "8124be6526155631007cfdc7603cf78fd16ad60ace550b3df885a03a572a146ac199b30ae094bd0c5926ac0357685682";

std::string record(const std::string &in, const std::string &out, const std::string &algorithm = "AES/CBC/PKCS5Padding",
    const std::string &iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
{
    return R"({"type":"aes","pid":7,"process":"com.shop","timestamp":1600000000123,"data":{"alg":")" + algorithm
        + R"(","key":")" + key + R"(","iv":")" + iv + R"(","in":")" + in + R"(","out":")" + out + R"("}})";
}

/// As the script writes them: a key when it is made, a call of doFinal() without it.
std::string made(const std::string &hex, const std::string &process = "com.shop")
{
    return R"({"type":"aes_info_log","process":")" + process
        + R"(","data":{"iv":"","alg":"AES","in":"","out":"","key":")" + hex + "\"}}\n";
}

std::string called(const std::string &in, const std::string &out, const std::string &algorithm = "AES/CBC/PKCS5Padding",
    const std::string &process = "com.shop")
{
    return R"({"type":"aes_info_log","process":")" + process
        + R"(","data":{"iv":"f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff","alg":")" + algorithm + R"(","in":")" + in
        + R"(","out":")" + out + R"(","key":""}})" + "\n";
}

std::string lastOf(const std::string &hex, std::size_t octets)
{
    return hex.substr(hex.size() - 2 * octets);
}

/// "encrypted > plain" in hexadecimal where one cipher was read, else how many were not.
std::string opened(const std::string &text)
{
    const auto hex = [](const base::ByteBuffer &octets) {
        std::string digits;
        for (const std::uint8_t octet : octets) {
            constexpr const char *all = "0123456789abcdef";
            (digits += all[octet >> 4U]) += all[octet & 15U];
        }
        return digits;
    };
    const auto read = readPirogueCiphers(text);
    if (read.ciphers.size() != 1)
        return std::to_string(read.unproven) + " unproven, " + std::to_string(read.odd) + " odd";
    return hex(read.ciphers[0].encrypted) + " > " + hex(read.ciphers[0].plain);
}

const std::string proven = std::string(encrypted) + " > " + plain;

} // namespace

TEST(PirogueCiphers, aKeyIsToldWhenItIsMade)
{
    const std::string other(32, 'a');
    EXPECT_EQ(opened(made(key) + called(plain, encrypted)), proven);
    EXPECT_EQ(opened(made(key) + called(encrypted, plain)), proven);
    EXPECT_EQ(opened(made(key) + made(other) + made("00") + called(plain, encrypted)), proven);
    EXPECT_EQ(opened(made(other) + called(plain, encrypted)), "1 unproven, 0 odd");
    EXPECT_EQ(opened(called(plain, encrypted)), "1 unproven, 0 odd");
    EXPECT_EQ(opened(made(key, "com.other") + called(plain, encrypted)), "1 unproven, 0 odd");
    EXPECT_EQ(opened(made(key) + called(plain, "")), "1 unproven, 0 odd") << "written into an array it was given";
    std::string many = made(key);
    for (int i = 0; i < 64; ++i)
        many += made(std::string(30, 'a') + std::to_string(10 + i));
    EXPECT_EQ(opened(many + called(plain, encrypted)), "1 unproven, 0 odd") << "the latest keys alone are tried";
    EXPECT_EQ(opened(many + made(key) + called(plain, encrypted)), proven);
}

TEST(PirogueCiphers, partsOfOneCipherAreJoined)
{
    // Cipher.update() was given all but the end: `in` holds everything, `out` what doFinal() gave.
    for (const std::size_t size : {16U, 32U})
        EXPECT_EQ(opened(made(key) + called(plain, lastOf(encrypted, size))), proven);
    for (const std::size_t size : {12U, 28U})
        EXPECT_EQ(opened(made(key) + called(encrypted, lastOf(plain, size))), proven);
    const std::string counted =
        "1d85a29e513c456aad73ad625264cec590adf57195a41ec5cbda53cf01bc738fb307f7761122cbf794e3a924";
    EXPECT_EQ(opened(made(key) + called(plain, lastOf(counted, 12), "AES/CTR/NoPadding")), counted + " > " + plain);
    EXPECT_EQ(opened(made(key) + called(counted, lastOf(plain, 12), "AES/CTR/NoPadding")), counted + " > " + plain);
    EXPECT_EQ(opened(made(key) + called(encrypted, lastOf(plain, 4))), "1 unproven, 0 odd") << "any text may end so";
    const auto read = readPirogueCiphers(made(key) + called(plain, lastOf(encrypted, 16)));
    ASSERT_EQ(read.ciphers.size(), 1U);
    EXPECT_EQ(read.ciphers[0].note,
        "PiRogue recorded on the phone: com.shop, AES/CBC/PKCS5Padding; it went through the cipher in parts, the end "
        "of "
        "the result was recorded, and the rest follows from the recorded key");
}

TEST(PirogueCiphers, whatStoodBeforeInTheSameStoreIsToldApart)
{
    const std::string before = "00112233445566778899aabbccddeeff0011223344";
    EXPECT_EQ(opened(made(key) + called(before + plain, encrypted)), proven);
    EXPECT_EQ(opened(made(key) + called(before + encrypted, plain)), proven);
    EXPECT_EQ(opened(made(key) + called(before + plain, lastOf(encrypted, 16))), "1 unproven, 0 odd")
        << "where the parts begin is not told";
}

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
