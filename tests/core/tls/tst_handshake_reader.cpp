// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/handshake_reader.h"

#include "octets.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::tls::test {

namespace {

std::vector<std::string> readAll(HandshakeReader &reader, const base::ByteBuffer &content, std::size_t step)
{
    std::vector<std::string> out;
    for (std::size_t at = 0; at < content.size(); at += step) {
        const auto piece = base::ByteView(content).subspan(at, std::min(step, content.size() - at));
        reader.feed(piece);
        while (const auto message = reader.next()) {
            out.push_back(std::to_string(static_cast<int>(message->type)) + ":" + hex(message->body));
            EXPECT_EQ(message->raw.size(), message->body.size() + 4);
        }
    }
    return out;
}

} // namespace

TEST(HandshakeReader, howeverCut)
{
    const auto content = octets("0e000000 01000003aabbcc 14000001ff");
    for (std::size_t step = 1; step <= content.size(); ++step) {
        HandshakeReader reader(1000);
        EXPECT_EQ(readAll(reader, content, step), (std::vector<std::string>{"14:", "1:aabbcc", "20:ff"}));
        EXPECT_TRUE(reader.empty());
    }
}

TEST(HandshakeReader, passesOverWhatIsTooLarge)
{
    const auto content = octets("0b000006aabbccddeeff 14000001ff");
    for (std::size_t step = 1; step <= content.size(); ++step) {
        HandshakeReader reader(7);
        if (step == content.size())
            continue; // a message that lies whole in one record costs nothing to keep
        const auto got = readAll(reader, content, step);
        EXPECT_EQ(got.back(), "20:ff");
        EXPECT_EQ(reader.takeTooLarge(), got.size() == 1);
        EXPECT_FALSE(reader.takeTooLarge());
    }
}

TEST(HandshakeReader, resetForgetsTheUnfinished)
{
    HandshakeReader reader(1000);
    EXPECT_TRUE(readAll(reader, octets("01000003aa"), 100).empty());
    EXPECT_FALSE(reader.empty());
    reader.reset();
    EXPECT_EQ(readAll(reader, octets("0e000000"), 100), (std::vector<std::string>{"14:"}));
}

} // namespace telltale::tls::test
