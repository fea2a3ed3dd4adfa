// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/mdns_names.h"

#include "dns/dns_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const net::IpAddress phone = *net::IpAddress::parse("10.42.0.2");

void put(base::ByteBuffer &out, std::string_view octets)
{
    const base::ByteView bytes = base::asBytes(octets);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// An answer to a question about 10.42.0.2 that names it @p name (as labels).
base::ByteBuffer answer(std::string_view labels, std::uint8_t flags = 0x84)
{
    base::ByteBuffer out{0, 0, flags, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    using namespace std::string_view_literals;
    put(out, "\x01"
             "2\x01"
             "0\x02"
             "42\x02"
             "10\x07in-addr\x04"
             "arpa\0"sv);
    put(out, "\0\x0c\x80\x01\0\0\0\x78\0"sv);
    out.push_back(static_cast<std::uint8_t>(labels.size()));
    put(out, labels);
    return out;
}

TEST(MdnsNames, asksForTheReverseNameWithAnAnswerToUsAlone)
{
    const auto parsed = dns::parseMessage(mdnsQuestion({phone, *net::IpAddress::parse("fe80::2"), *net::IpAddress::parse("10.42.0.77")}));
    ASSERT_TRUE(parsed);
    EXPECT_TRUE(parsed->complete);
    EXPECT_FALSE(parsed->response);
    ASSERT_EQ(parsed->questions.size(), 2U);
    EXPECT_EQ(parsed->questions[0].type, 12);
    EXPECT_EQ(parsed->questions[0].questionClass, 0x8001);
    EXPECT_THAT(parsed->questions[0].name, testing::StartsWith("2.0.42.10.in-addr.arpa"));
    EXPECT_THAT(parsed->questions[1].name, testing::StartsWith("77.0.42.10.in-addr.arpa"));
}

TEST(MdnsNames, anAnswerNamesThePhone)
{
    using namespace std::string_view_literals;
    EXPECT_THAT(mdnsAnswers(answer("\x0cRedmi-Note-8\x05local\0"sv)), ElementsAre(Pair(phone, "Redmi-Note-8")));
}

TEST(MdnsNames, otherMessagesSayNothing)
{
    using namespace std::string_view_literals;
    EXPECT_THAT(mdnsAnswers(answer("\x0cRedmi-Note-8\x05local\0"sv, 0x00)), IsEmpty()) << "a question";
    EXPECT_THAT(mdnsAnswers(answer("\x03www\x07"
                                   "example\0"sv)),
        IsEmpty())
        << "a name that is not of the link";
    EXPECT_THAT(mdnsAnswers(answer("\x05local\0"sv)), IsEmpty());
    base::ByteBuffer whole = answer("\x0cRedmi-Note-8\x05local\0"sv);
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_THAT(mdnsAnswers(base::ByteView(whole).first(size)), IsEmpty()) << size;
}

TEST(MdnsNames, anInterfaceThatIsNotThereHasNobodyToAsk)
{
    EXPECT_THAT(askNames("nosuch0", {phone}, std::chrono::milliseconds(10)), IsEmpty());
}

} // namespace
} // namespace telltale::hotspot
