// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_shell.h"

#include "capture/unique_descriptor.h"
#include "local_adb_server.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>

using namespace telltale;
using engine::AdbPhone;
using engine::PhoneShell;

namespace {

LocalAdbServer::Answers answers()
{
    using namespace std::string_literals;
    return {{"host:transport:b5a7", "OKAY"}, {"exec:old", "OKAYraw\r\n\0\xff<END>"s},
        {"shell,v2,raw:new", "OKAY\x02\x03\0\0\0err\x01\x04\0\0\0raw\0\x03\x01\0\0\0\0"s}, {"exec:never", "OKAY"},
        {"exec:long", "OKAY" + std::string(5000, 'x') + "<END>"}};
}

struct Phone {
    LocalAdbServer server{answers()};
    capture::UniqueDescriptor stop{::eventfd(0, EFD_CLOEXEC)};
    [[nodiscard]] PhoneShell shell(bool v2 = false) const
    {
        return {server.address(), AdbPhone{{"b5a7", "device", {}}, v2}, stop.get()};
    }
};

} // namespace

TEST(PhoneShell, everyOctetComesAsItIs)
{
    const Phone phone;
    EXPECT_EQ(phone.shell().run("old", 100).value(), std::string("raw\r\n\0\xff", 7));
    EXPECT_EQ(phone.shell(true).run("new", 100).value(), std::string("raw\0", 4)) << "without what is an error's";
}

TEST(PhoneShell, whatGoesWrongIsSaid)
{
    const Phone phone;
    EXPECT_NE(phone.shell().run("unknown", 100).error().message.find("unknown"), std::string::npos);
    EXPECT_NE(phone.shell().run("long", 100).error().message.find("more than was asked for"), std::string::npos);
    PhoneShell nobody({"127.0.0.1", 1, {}}, {}, phone.stop.get());
    EXPECT_FALSE(nobody.run("old", 100));
}

TEST(PhoneShell, nothingIsWaitedForWhenItIsToStop)
{
    const Phone phone;
    PhoneShell shell = phone.shell();
    EXPECT_TRUE(shell.rest());
    ::eventfd_write(phone.stop.get(), 1);
    EXPECT_FALSE(shell.run("never", 100));
    EXPECT_FALSE(shell.rest());
}
