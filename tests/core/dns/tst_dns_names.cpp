// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_names.h"

#include <gtest/gtest.h>

namespace telltale::dns {

namespace {

using namespace std::string_literals;

struct Case {
    std::string bytes;
    std::size_t offset;
    std::optional<std::string> name;
    std::size_t after;
};

TEST(DnsNames, readsNames)
{
    const std::vector<Case> cases{
        {"\3www\7example\0"s, 0, "www.example", 13},
        {"\0"s, 0, ".", 1},
        {"\3a.b\1\\\0"s, 0, "a\\.b.\\\\", 7},
        {"\3a b\2\xff\x1f\0"s, 0, "a\\032b.\\255\\031", 8},
        {"\3com\0\3www\xc0\0"s, 5, "www.com", 11},
        {"\3com\0\3one\xc0\0\3two\xc0\5"s, 11, "two.one.com", 17},
    };
    for (const Case &c : cases) {
        std::size_t offset = c.offset;
        EXPECT_EQ(readName(base::asBytes(c.bytes), offset), c.name);
        EXPECT_EQ(offset, c.after) << *c.name;
    }
}

TEST(DnsNames, refusesDamagedNames)
{
    const std::string longest = [] {
        std::string name;
        for (int i = 0; i < 4; ++i)
            name += '\x3f' + std::string(63, 'a');
        return name + '\0';
    }();
    const std::vector<std::string> damaged{""s, "\3ww"s, "\3www"s, "\xc0"s, "\xc0\0"s, "\1a\xc0\0"s, "\1a\xc0\2"s,
        "\1a\xc0\x50"s, "\x40zz"s, "\x80zz"s, longest};
    for (const std::string &bytes : damaged) {
        std::size_t offset = 0;
        EXPECT_EQ(readName(base::asBytes(bytes), offset), std::nullopt) << testing::PrintToString(bytes);
    }
    std::size_t beyond = 99;
    EXPECT_EQ(readName(base::asBytes("\0"s), beyond), std::nullopt);
}

TEST(DnsNames, namesOfNumbers)
{
    EXPECT_EQ(typeName(1), "A");
    EXPECT_EQ(typeName(28), "AAAA");
    EXPECT_EQ(typeName(65), "HTTPS");
    EXPECT_EQ(typeName(257), "CAA");
    EXPECT_EQ(typeName(65280), "TYPE65280");
    EXPECT_EQ(typeName(0), "TYPE0");
    EXPECT_EQ(rcodeName(0), "NOERROR");
    EXPECT_EQ(rcodeName(3), "NXDOMAIN");
    EXPECT_EQ(rcodeName(23), "BADCOOKIE");
    EXPECT_EQ(rcodeName(12), "RCODE12");
    EXPECT_EQ(rcodeName(4095), "RCODE4095");
}

TEST(DnsNames, textAndUnknownData)
{
    EXPECT_EQ(quoted(base::asBytes("a \"b\"\\\n\xe9"s)), "\"a \\\"b\\\"\\\\\\010\\233\"");
    EXPECT_EQ(quoted({}), "\"\"");
    EXPECT_EQ(unknownData(base::asBytes("\xc0\0\2\1"s)), "\\# 4 c0000201");
    EXPECT_EQ(unknownData({}), "\\# 0");
}

} // namespace

} // namespace telltale::dns
