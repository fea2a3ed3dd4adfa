// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/service_binding.h"

#include <gtest/gtest.h>

namespace telltale::dns {

namespace {

using namespace std::string_literals;

std::optional<std::string> read(const std::string &bytes)
{
    return serviceParameters(base::asBytes(bytes));
}

TEST(ServiceBinding, presentation)
{
    EXPECT_EQ(read(""), "");
    EXPECT_EQ(read("\0\1\0\6\2h2\2h3"s), " alpn=\"h2,h3\"");
    EXPECT_EQ(read("\0\4\0\10\xc0\0\2\1\xc0\0\2\2"s), " ipv4hint=192.0.2.1,192.0.2.2");
    EXPECT_EQ(read("\0\6\0\20\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1"s), " ipv6hint=2001:db8::1");
    EXPECT_EQ(read("\0\2\0\0\0\3\0\2\x20\xfb"s), " no-default-alpn port=8443");
    EXPECT_EQ(read("\0\0\0\4\0\1\0\5"s), " mandatory=alpn,ech");
    EXPECT_EQ(read("\0\5\0\1f"s), " ech=Zg==");
    EXPECT_EQ(read("\0\5\0\2fo"s), " ech=Zm8=");
    EXPECT_EQ(read("\0\5\0\6foobar"s), " ech=Zm9vYmFy");
    EXPECT_EQ(read("\xff\0\0\2x\1"s), " key65280=\"x\\001\"");
}

TEST(ServiceBinding, damage)
{
    for (const std::string &bytes : {"\0"s, "\0\1"s, "\0\1\0\6\2h2"s, "\0\1\0\2\2h"s, "\0\4\0\3\1\2\3"s,
             "\0\6\0\4\1\2\3\4"s, "\0\3\0\1\1"s, "\0\0\0\1\1"s})
        EXPECT_EQ(read(bytes), std::nullopt) << testing::PrintToString(bytes);
}

} // namespace

} // namespace telltale::dns
