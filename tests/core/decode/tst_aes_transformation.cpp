// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/aes_transformation.h"

#include "decode/cipher.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

namespace {

constexpr const char *plainBlock = "6bc1bee22e409f96e93d7e117393172a";

std::string decrypted(const char *name, const std::string &key, const std::string &iv, const std::string &encrypted)
{
    const auto aes = AesTransformation::read(name);
    if (!aes)
        return "no such cipher";
    const auto plain = aes->decrypt(octetsOfHex(key), octetsOfHex(iv), octetsOfHex(encrypted));
    return plain ? std::string(base::asText(*plain)) : "does not open";
}

std::string octets(const char *hex)
{
    return std::string(base::asText(octetsOfHex(hex)));
}

} // namespace

TEST(AesTransformation, vectorsOfNist)
{
    // SP 800-38A, F.1.3, F.2.1, F.2.5, F.5.1; GCM: the second test case of its specification.
    const std::string key = "2b7e151628aed2a6abf7158809cf4f3c", iv = "000102030405060708090a0b0c0d0e0f";
    EXPECT_EQ(decrypted("AES/ECB/NoPadding", "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", "",
                  "bd334f1d6e45f25ff712a214571fa5cc"),
        octets(plainBlock));
    EXPECT_EQ(decrypted("AES/CBC/NoPadding", key, iv, "7649abac8119b246cee98e9b12e9197d"), octets(plainBlock));
    EXPECT_EQ(decrypted("aes/cbc/nopadding", "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", iv,
                  "f58c4c04d6e5f1ba779eabfb5f7bfbd6"),
        octets(plainBlock));
    EXPECT_EQ(
        decrypted("AES/CTR/NoPadding", key, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "874d6191b620e3261bef6864990db6ce"),
        octets(plainBlock));
    EXPECT_EQ(decrypted("AES/GCM/NoPadding", std::string(32, '0'), std::string(24, '0'),
                  "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"),
        std::string(16, '\0'));
}

TEST(AesTransformation, encryptsWhatItDecrypts)
{
    const std::string key = "2b7e151628aed2a6abf7158809cf4f3c", iv = "000102030405060708090a0b0c0d0e0f";
    const struct {
        const char *name;
        const char *plain;
        std::string encrypted;
    } cases[] = {
        {"AES/CBC/NoPadding", plainBlock, "7649abac8119b246cee98e9b12e9197d"},
        {"AES/ECB/NoPadding", plainBlock, "3ad77bb40d7a3660a89ecaf32466ef97"},
    };
    for (const auto &c : cases) {
        const auto encrypted =
            AesTransformation::read(c.name)->encrypt(octetsOfHex(key), octetsOfHex(iv), octetsOfHex(c.plain));
        ASSERT_TRUE(encrypted) << c.name;
        EXPECT_EQ(*encrypted, octetsOfHex(c.encrypted)) << c.name;
    }
    for (const char *name :
        {"AES", "AES/ECB/PKCS5Padding", "AES/CBC/PKCS5Padding", "AES/CTR/NoPadding", "AES/GCM/NoPadding"}) {
        const auto aes = AesTransformation::read(name);
        for (std::size_t size = 1; size < 40; ++size) {
            const base::ByteBuffer plain(size, static_cast<std::uint8_t>(size));
            const auto encrypted = aes->encrypt(octetsOfHex(key), octetsOfHex(iv), plain);
            ASSERT_TRUE(encrypted) << name;
            EXPECT_NE(*encrypted, plain) << name;
            EXPECT_EQ(aes->decrypt(octetsOfHex(key), octetsOfHex(iv), *encrypted), plain) << name << size;
        }
        EXPECT_FALSE(aes->encrypt(octetsOfHex("00"), octetsOfHex(iv), octetsOfHex(plainBlock))) << name;
        EXPECT_FALSE(aes->encrypt(octetsOfHex(key), octetsOfHex(iv), {})) << name;
    }
    EXPECT_FALSE(
        AesTransformation::read("AES/CBC/NoPadding")->encrypt(octetsOfHex(key), octetsOfHex(iv), octetsOfHex("00")))
        << "half a block";
}

TEST(AesTransformation, whatIsWrongDoesNotOpen)
{
    const std::string key = "2b7e151628aed2a6abf7158809cf4f3c", iv = "000102030405060708090a0b0c0d0e0f";
    const std::string block = "7649abac8119b246cee98e9b12e9197d";
    EXPECT_EQ(decrypted("AES/CBC/PKCS5Padding", key, iv, block), "does not open") << "no padding there";
    EXPECT_EQ(decrypted("AES/CBC/NoPadding", key, "00", block), "does not open");
    EXPECT_EQ(decrypted("AES/CBC/NoPadding", "00", iv, block), "does not open");
    EXPECT_EQ(decrypted("AES/CBC/NoPadding", key, iv, "00"), "does not open");
    EXPECT_EQ(decrypted("AES/CBC/NoPadding", key, iv, ""), "does not open");
    EXPECT_EQ(decrypted("AES/GCM/NoPadding", std::string(32, '0'), std::string(24, '0'),
                  "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bdde"),
        "does not open");
    EXPECT_EQ(decrypted("AES/GCM/NoPadding", std::string(32, '0'), "", block + "00"), "does not open");
}

TEST(AesTransformation, namesOfAndroid)
{
    using Mode = AesTransformation::Mode;
    EXPECT_EQ(AesTransformation::read("AES"), (AesTransformation{Mode::ecb, true}));
    EXPECT_EQ(AesTransformation::read("AES/CBC/PKCS7Padding"), (AesTransformation{Mode::cbc, true}));
    EXPECT_EQ(AesTransformation::read("AES/GCM/NoPadding"), (AesTransformation{Mode::gcm, false}));
    EXPECT_EQ(AesTransformation::read("AES/CTR/PKCS5Padding"), (AesTransformation{Mode::ctr, false}));
    for (const char *other : {"", "AES/", "AES/XTS/NoPadding", "DES/CBC/PKCS5Padding", "RSA", "AESGCM", "AES//"})
        EXPECT_FALSE(AesTransformation::read(other)) << other;
    EXPECT_EQ((AesTransformation{Mode::gcm, false}).step(32), "aes-256-gcm");
}
