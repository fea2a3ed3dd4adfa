// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/record_data.h"

#include <gtest/gtest.h>

namespace telltale::dns {

namespace {

using namespace std::string_literals;

/// Every message here begins with the name "example.", which data may point to.
const std::string head = "\7example\0"s;

std::string read(std::uint16_t type, const std::string &data, std::uint16_t recordClass = 1)
{
    const std::string message = head + data + "more"; // what follows is not of this record
    return recordData(base::asBytes(message), head.size(), data.size(), type, recordClass);
}

TEST(RecordData, presentation)
{
    EXPECT_EQ(read(1, "\xc0\0\2\1"s), "192.0.2.1");
    EXPECT_EQ(read(28, "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1"s), "2001:db8::1");
    EXPECT_EQ(read(5, "\3www\xc0\0"s), "www.example");
    EXPECT_EQ(read(2, "\xc0\0"s), "example");
    EXPECT_EQ(read(12, "\1a\0"s), "a");
    EXPECT_EQ(read(15, "\0\12\2mx\xc0\0"s), "10 mx.example");
    EXPECT_EQ(read(16, "\5hello\0\3\"x\""s), "\"hello\" \"\" \"\\\"x\\\"\"");
    EXPECT_EQ(read(33, "\0\1\0\2\1\xbb\xc0\0"s), "1 2 443 example");
    EXPECT_EQ(
        read(6, "\2ns\xc0\0\2me\xc0\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5"s), "ns.example me.example 1 2 3 4 5");
    EXPECT_EQ(read(257, "\0\5issueca.test"s), "0 issue \"ca.test\"");
    EXPECT_EQ(read(65, "\0\1\0\0\1\0\3\2h3"s), "1 . alpn=\"h3\"");
    EXPECT_EQ(read(64, "\0\0\xc0\0"s), "0 example");
    EXPECT_EQ(read(65280, "ab"), "\\# 2 6162");
}

TEST(RecordData, multicastCacheFlushIsStillTheInternet)
{
    EXPECT_EQ(read(1, "\xc0\0\2\1"s, 0x8001), "192.0.2.1");
    EXPECT_EQ(read(1, "\xc0\0\2\1"s, 3), "\\# 4 c0000201") << "Chaosnet";
}

TEST(RecordData, damagedDataIsShownAsItIs)
{
    EXPECT_EQ(read(1, "abc"), "\\# 3 616263");
    EXPECT_EQ(read(28, ""), "\\# 0");
    EXPECT_EQ(read(5, "\3www"s), "\\# 4 03777777");
    EXPECT_EQ(read(5, "\1a\0x"s), "\\# 4 01610078") << "something follows the name";
    EXPECT_EQ(read(15, "\0"s), "\\# 1 00");
    EXPECT_EQ(read(16, "\5ab"s), "\\# 3 056162");
    EXPECT_EQ(read(65, "\0\1\0\0\1\0\3\2h"s), "\\# 9 000100000100030268");
}

} // namespace

} // namespace telltale::dns
