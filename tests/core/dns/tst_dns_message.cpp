// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_message.h"

#include "core/dns/message_builder.h"

#include <gtest/gtest.h>

namespace telltale::dns::test {

namespace {

using namespace std::string_literals;

MessageBuilder wholeAnswer()
{
    MessageBuilder message(0x1234, answer | 3, 1, 2, 1, 2);
    message.question("www.example", 1);
    message.record(questionName, 5, "\1c\xc0\20"s);
    message.record(questionName, 1, "\xc0\0\2\1"s);
    message.record(questionName, 2, "\2ns\0"s);
    message.u8(0).u16(41).u16(1232).u32(0x01008000).u16(6).u16(10).u16(2).u16(0xabcd);
    message.record(questionName, 16, "\2hi"s);
    return message;
}

TEST(DnsMessage, everySection)
{
    const MessageBuilder built = wholeAnswer();
    const auto message = parseMessage(built.bytes());
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->complete);
    EXPECT_EQ(message->size, built.bytes().size());
    EXPECT_EQ(message->id, 0x1234);
    EXPECT_TRUE(message->response);
    EXPECT_EQ(message->rcode, 0x13) << "EDNS holds the upper bits";
    EXPECT_EQ(message->questions, (std::vector<Question>{{"www.example", 1, 1}}));
    EXPECT_EQ(message->answers,
        (std::vector<Record>{{"www.example", 5, 1, 300, "c.example"}, {"www.example", 1, 1, 300, "192.0.2.1"}}));
    EXPECT_EQ(message->authorities, (std::vector<Record>{{"www.example", 2, 1, 300, "ns"}}));
    EXPECT_EQ(message->additionals, (std::vector<Record>{{"www.example", 16, 1, 300, "\"hi\""}}));
    ASSERT_TRUE(message->edns);
    EXPECT_EQ(message->edns->udpSize, 1232);
    EXPECT_TRUE(message->edns->dnssecOk);
    EXPECT_EQ(message->edns->options, (std::vector<std::uint16_t>{10}));
}

TEST(DnsMessage, cutAnywhereItGivesWhatCameBefore)
{
    const MessageBuilder built = wholeAnswer();
    for (std::size_t size = 0; size < built.bytes().size(); ++size) {
        const auto message = parseMessage(built.bytes().first(size));
        EXPECT_EQ(message.has_value(), size >= 12) << size;
        if (message) {
            EXPECT_FALSE(message->complete) << size;
            EXPECT_LE(message->size, size);
        }
    }
}

TEST(DnsMessage, flags)
{
    const auto message = parseMessage(MessageBuilder(1, 0x2a00, 0).bytes());
    ASSERT_TRUE(message);
    EXPECT_FALSE(message->response);
    EXPECT_EQ(message->opcode, 5);
    EXPECT_TRUE(message->truncated);
    EXPECT_TRUE(message->complete);
}

TEST(DnsMessage, whatTrailsIsNotRead)
{
    const auto message = parseMessage(MessageBuilder(1, query, 1).question("a", 1).raw("trailing").bytes());
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->complete);
    EXPECT_EQ(message->size, 12U + 7U);
}

TEST(DnsMessage, aHeaderThatPromisesTooMuchIsHarmless)
{
    const auto message =
        parseMessage(MessageBuilder(1, query, 0xffff, 0xffff, 0xffff, 0xffff).question("a", 1).bytes());
    ASSERT_TRUE(message);
    EXPECT_FALSE(message->complete);
    EXPECT_EQ(message->questions.size(), 1U);
}

} // namespace

} // namespace telltale::dns::test
