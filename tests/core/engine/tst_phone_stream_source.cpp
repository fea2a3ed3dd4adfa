// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_stream_source.h"

#include "core/engine/phone_dial.h"
#include "support/pcapdroid_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::PcapdroidInput;
using engine::PhoneStreamSource;
using Words = std::vector<std::string>;

namespace {

PcapdroidInput input(PcapdroidInput::Sink sink)
{
    PcapdroidInput given;
    given.sink = sink;
    given.at = test::localhost();
    return given;
}

Words read(PhoneStreamSource &source, std::size_t wanted)
{
    return test::words(wanted, [&] { return source.next(); });
}

} // namespace

TEST(PhoneStreamSource, datagramsWithALostHeaderAndANewOne)
{
    const auto started = PhoneStreamSource::start(input(PcapdroidInput::Sink::udp), {});
    ASSERT_TRUE(started.ok()) << started.error().text();
    PhoneStreamSource &source = *started.value();
    const auto phone = test::dial(source.address(), SOCK_DGRAM);
    const std::string conversation = test::conversation();
    std::vector<std::string> records;
    test::eachRecord(conversation, [&](std::size_t, std::string_view header, std::string_view packet) {
        records.push_back(std::string(header) + std::string(packet));
    });
    test::send(phone, records[0]);
    test::send(phone, records[1]);
    EXPECT_EQ(read(source, 2), (Words{"1", "2"}));
    test::send(phone, conversation.substr(0, 24));
    test::send(phone, records[2]);
    test::send(phone, records[3]);
    EXPECT_EQ(read(source, 2), (Words{"3", "4"})) << "numbered on";
    test::send(phone, records[4]);
    source.stop();
    EXPECT_EQ(read(source, 2), (Words{"5", "end"})) << "what was sent before still comes";
    EXPECT_EQ(read(source, 1), Words{"end"});
}

TEST(PhoneStreamSource, aStreamThatIsDamagedIsHungUpOnAndBeginsAgain)
{
    const auto started = PhoneStreamSource::start(input(PcapdroidInput::Sink::tcp), {});
    ASSERT_TRUE(started.ok()) << started.error().text();
    PhoneStreamSource &source = *started.value();
    const auto odd = test::dial(source.address(), SOCK_STREAM);
    test::send(odd, "this is no capture, whatever it may be");
    EXPECT_EQ(read(source, 1), Words{"capture.stream_cut"});
    char octet = 0;
    EXPECT_EQ(::recv(odd.get(), &octet, 1, 0), 0) << "hung up";
    const auto phone = test::dial(source.address(), SOCK_STREAM);
    test::send(phone, test::conversation());
    EXPECT_EQ(read(source, 6), (Words{"1", "2", "3", "4", "5", "6"}));
    test::send(phone, test::conversation().substr(24, 10)); // the user stops inside a record
    source.stop();
    EXPECT_EQ(read(source, 1), Words{"end"});
}

TEST(PhoneStreamSource, anAddressThatIsTakenIsNamed)
{
    const auto first = PhoneStreamSource::start(input(PcapdroidInput::Sink::tcp), {});
    ASSERT_TRUE(first.ok());
    PcapdroidInput taken = input(PcapdroidInput::Sink::tcp);
    taken.at = first.value()->address();
    EXPECT_FALSE(PhoneStreamSource::start(taken, {}).ok());
    taken.sink = PcapdroidInput::Sink::http;
    taken.at.port = 1; // nobody is there
    EXPECT_FALSE(PhoneStreamSource::start(taken, {}).ok());
}
