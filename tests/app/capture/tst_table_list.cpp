// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_list.h"

#include <arpa/inet.h>
#include <cstring>
#include <gtest/gtest.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <unistd.h>

namespace telltale::capturing {
namespace {

void append(base::ByteBuffer &bytes, const void *value, std::size_t size)
{
    const auto *first = static_cast<const std::uint8_t *>(value);
    bytes.insert(bytes.end(), first, first + size);
    bytes.resize(NLMSG_ALIGN(bytes.size()));
}

void attribute(base::ByteBuffer &bytes, std::uint16_t type, base::ByteView value)
{
    const nlattr header{static_cast<std::uint16_t>(sizeof(nlattr) + value.size()), type};
    append(bytes, &header, sizeof header);
    append(bytes, value.data(), value.size());
}

void number(base::ByteBuffer &bytes, std::uint16_t type, std::uint32_t value)
{
    const std::uint32_t bigEndian = htonl(value);
    attribute(bytes, type, {reinterpret_cast<const std::uint8_t *>(&bigEndian), sizeof bigEndian});
}

base::ByteBuffer message(std::uint16_t type, const base::ByteBuffer &body)
{
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + body.size());
    header.nlmsg_type = type;
    base::ByteBuffer bytes;
    append(bytes, &header, sizeof header);
    append(bytes, body.data(), body.size());
    return bytes;
}

base::ByteBuffer table(std::string_view name, std::uint32_t flags, std::uint32_t owner)
{
    base::ByteBuffer body;
    nfgenmsg head{};
    head.nfgen_family = NFPROTO_INET;
    append(body, &head, sizeof head);
    base::ByteBuffer terminated = base::toBuffer(base::asBytes(name));
    terminated.push_back(0);
    attribute(body, NFTA_TABLE_NAME, terminated);
    number(body, NFTA_TABLE_FLAGS, flags);
    if (owner != 0)
        number(body, NFTA_TABLE_OWNER, owner);
    return message((NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWTABLE, body);
}

base::ByteBuffer answer()
{
    base::ByteBuffer bytes = table("telltale", NFT_TABLE_F_OWNER, 4711);
    for (const base::ByteBuffer &more : {table("filter", 0, 0), message(NLMSG_DONE, {0, 0, 0, 0})})
        bytes.insert(bytes.end(), more.begin(), more.end());
    return bytes;
}

TEST(TableList, ReadsNamesFlagsAndOwners)
{
    bool done = false;
    const auto tables = parseTables(answer(), done);
    EXPECT_TRUE(done);
    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].name, "telltale");
    EXPECT_EQ(tables[0].family, NFPROTO_INET);
    EXPECT_EQ(tables[0].flags, std::uint32_t{NFT_TABLE_F_OWNER});
    EXPECT_EQ(tables[0].owner, 4711U);
    EXPECT_EQ(tables[1].name, "filter");
    EXPECT_EQ(tables[1].owner, 0U);
}

TEST(TableList, IsTotal)
{
    const base::ByteBuffer whole = answer();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        bool done = false;
        EXPECT_LE(parseTables(base::ByteView(whole).first(length), done).size(), 2U);
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        base::ByteBuffer changed = whole;
        changed[at] ^= 0xFF;
        bool done = false;
        EXPECT_LE(parseTables(changed, done).size(), 3U);
    }
}

TEST(TableList, NamesAProcessOnlyWhereItIsKnown)
{
    EXPECT_NE(ownerText(static_cast<std::uint32_t>(::getpid())).find(std::to_string(::getpid())), std::string::npos);
    EXPECT_EQ(ownerText(0), "a process that is not known");
    EXPECT_EQ(ownerText(0xF0000001), "a process that is not known");
}

} // namespace
} // namespace telltale::capturing
