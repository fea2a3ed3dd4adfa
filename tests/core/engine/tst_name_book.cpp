// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/name_book.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(NameBook, givesTheNameTheStationLastLearnt)
{
    const auto phone = *net::IpAddress::parse("10.42.0.2");
    const auto other = *net::IpAddress::parse("10.42.0.3");
    const auto server = *net::IpAddress::parse("192.0.2.1");
    session::DnsAnswer answer;
    answer.addresses = {server};
    engine::NameBook book;
    answer.query = "second.example";
    answer.time = {20};
    book.add(phone, answer);
    answer.query = "first.example";
    answer.time = {10};
    book.add(phone, answer);
    EXPECT_EQ(book.nameOf(phone, server, {15}), "first.example");
    EXPECT_EQ(book.nameOf(phone, server, {25}), "second.example");
    EXPECT_EQ(book.nameOf(phone, server, {5}), "first.example");
    EXPECT_EQ(book.nameOf(other, server, {25}), "");
}
