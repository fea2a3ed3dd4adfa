// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/arrived_captures.h"

#include "core/engine/phone_dial.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::ArrivedCaptures;
using Words = std::vector<std::string>;

namespace {

const std::string conversation = test::conversation();

/// Numbers of packets and names of anomalies, as far as they are there.
Words read(ArrivedCaptures &captures)
{
    Words words;
    while (const auto event = captures.next()) {
        if (const auto *packet = std::get_if<capture::Packet>(&*event))
            words.push_back(std::to_string(packet->origin.packet));
        else if (const auto *anomaly = std::get_if<base::Anomaly>(&*event))
            words.push_back(anomaly->id);
    }
    return words;
}

void append(ArrivedCaptures &captures, std::string_view text)
{
    captures.append(base::asBytes(text));
}

} // namespace

TEST(ArrivedCaptures, oneAfterTheOtherNumberedOn)
{
    ArrivedCaptures captures({});
    EXPECT_EQ(read(captures), Words{});
    captures.begin();
    append(captures, conversation);
    captures.begin();
    append(captures, conversation);
    EXPECT_EQ(read(captures), (Words{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}));
    EXPECT_EQ(captures.position(), 2 * conversation.size());
    EXPECT_FALSE(captures.takeBroken());
}

TEST(ArrivedCaptures, octetByOctetIsTheSame)
{
    ArrivedCaptures captures({});
    captures.begin();
    Words words;
    for (const char octet : conversation) {
        append(captures, {&octet, 1});
        for (const std::string &word : read(captures))
            words.push_back(word);
    }
    captures.end();
    EXPECT_EQ(words, (Words{"1", "2", "3", "4", "5", "6"}));
    EXPECT_EQ(read(captures), Words{});
}

TEST(ArrivedCaptures, aCutIsToldAndTheNextOneRead)
{
    ArrivedCaptures captures({});
    captures.begin(); // and nothing comes
    captures.begin();
    append(captures, std::string_view(conversation).substr(0, conversation.size() - 1));
    captures.begin();
    append(captures, conversation.substr(0, 24));
    EXPECT_EQ(read(captures), (Words{"1", "2", "3", "4", "5", "capture.stream_cut"}));
    EXPECT_FALSE(captures.takeBroken()) << "it was over anyway";
}

TEST(ArrivedCaptures, damageNeedsANewBeginning)
{
    ArrivedCaptures captures({});
    captures.begin();
    append(captures, "this is no capture, whatever it may be");
    EXPECT_EQ(read(captures), Words{"capture.stream_cut"});
    EXPECT_TRUE(captures.takeBroken());
    EXPECT_FALSE(captures.takeBroken());
    append(captures, conversation);
    EXPECT_EQ(read(captures), Words{}) << "nothing begins in the middle";
    captures.begin();
    append(captures, conversation);
    EXPECT_EQ(read(captures).size(), 6U);
}

TEST(ArrivedCaptures, whatTheUserCutsOffIsNotToldAsCut)
{
    ArrivedCaptures captures({});
    captures.begin();
    append(captures, std::string_view(conversation).substr(0, conversation.size() - 1));
    captures.stop();
    EXPECT_EQ(read(captures), (Words{"1", "2", "3", "4", "5"}));
    EXPECT_FALSE(captures.isOpen());
}

TEST(ArrivedCaptures, whatIsToldBesideComesFirst)
{
    ArrivedCaptures captures({});
    captures.begin();
    append(captures, conversation);
    captures.tell(base::Anomaly{"capture.other_sender", "x"});
    EXPECT_EQ(read(captures).front(), "capture.other_sender");
}
