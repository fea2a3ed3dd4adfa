// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

using namespace telltale;
using namespace telltale::leak;

namespace {

std::string hex(DigestKind kind, std::string_view text)
{
    std::string digits;
    const DigestValue digest = digestOf(kind, base::asBytes(text));
    for (const std::uint8_t octet : digest.view()) {
        char pair[3];
        std::snprintf(pair, sizeof pair, "%02x", octet);
        digits += pair;
    }
    return digits;
}

} // namespace

TEST(Digest, whatOtherProgramsMakeOfAbc)
{
    const struct {
        DigestKind kind;
        const char *name;
        const char *begin;
        std::size_t size;
    } cases[] = {
        {DigestKind::md5, "md5", "900150983cd24fb0d6963f7d28e17f72", 16},
        {DigestKind::sha1, "sha1", "a9993e364706816aba3e25717850c26c9cd0d89d", 20},
        {DigestKind::sha224, "sha224", "23097d223405d822", 28},
        {DigestKind::sha256, "sha256", "ba7816bf8f01cfea", 32},
        {DigestKind::sha384, "sha384", "cb00753f45a35e8b", 48},
        {DigestKind::sha512, "sha512", "ddaf35a193617aba", 64},
        {DigestKind::sha3x224, "sha3-224", "e642824c3f8cf24a", 28},
        {DigestKind::sha3x256, "sha3-256", "3a985da74fe225b2", 32},
        {DigestKind::sha3x384, "sha3-384", "ec01498288516fc9", 48},
        {DigestKind::sha3x512, "sha3-512", "b751850b1a57168a", 64},
        {DigestKind::xxh64, "xxh64", "44bc2cf5ad770999", 8},
        {DigestKind::crc32, "crc32", "352441c2", 4},
        {DigestKind::xxh32, "xxh32", "32d153ff", 4},
        {DigestKind::murmur3x32, "murmur3-32", "b3dd93fa", 4},
    };
    for (const auto &c : cases) {
        EXPECT_EQ(nameOf(c.kind), c.name);
        EXPECT_EQ(hex(c.kind, "abc").substr(0, std::string(c.begin).size()), c.begin) << c.name;
        EXPECT_EQ(digestOf(c.kind, base::asBytes("abc")).size, c.size) << c.name;
        EXPECT_EQ(isShort(c.kind), c.size < shortestDigest) << c.name;
    }
}

TEST(Digest, bothOrdersOfMurmur)
{
    EXPECT_EQ(hex(DigestKind::murmur3x128, "hello"), "cbd8a7b341bd9b025b1e906a48ae1d19");
    EXPECT_EQ(hex(DigestKind::murmur3x128le, "hello"), "029bbd41b3a7d8cb191dae486a901e5b");
}

TEST(Digest, keys)
{
    EXPECT_EQ(digestOf(DigestKind::md5, base::asBytes("abc")).key(), 0x900150983CD24FB0U);
    EXPECT_EQ(digestOf(DigestKind::crc32, base::asBytes("abc")).key(), 0x352441C2U);
}
