// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adb_server.h"

#include "local_adb_server.h"

#include <gtest/gtest.h>

#include <cstdlib>

using namespace telltale;
using engine::AdbServer;
using engine::readAdbServer;

TEST(AdbServer, readsAddresses)
{
    EXPECT_EQ(readAdbServer("127.0.0.1:5038").value(), (AdbServer{"127.0.0.1", 5038, {}}));
    EXPECT_EQ(readAdbServer("sensor").value(), (AdbServer{"sensor", 5037, {}}));
    EXPECT_EQ(readAdbServer("[::1]:5040").value(), (AdbServer{"::1", 5040, {}}));
    EXPECT_EQ(readAdbServer("::1").value(), (AdbServer{"::1", 5037, {}}));
    EXPECT_EQ(readAdbServer("tcp:5039").value(), (AdbServer{"127.0.0.1", 5039, {}}));
    EXPECT_EQ(readAdbServer("tcp:host:5039").value(), (AdbServer{"host", 5039, {}}));
    EXPECT_EQ(readAdbServer("localfilesystem:/run/adb").value().path, "/run/adb");
    EXPECT_EQ(readAdbServer("localabstract:adb").value().path, std::string("\0adb", 4));
    EXPECT_EQ(readAdbServer("localabstract:adb").value().text(), "@adb");
    EXPECT_EQ(readAdbServer("[::1]:5040").value().text(), "[::1]:5040");
    for (const char *text : {"", ":5037", "host:0", "host:99999", "host:x", "localfilesystem:"})
        EXPECT_FALSE(readAdbServer(text)) << text;
}

TEST(AdbServer, theEnvironmentCountsAsForAdb)
{
    ::setenv("ANDROID_ADB_SERVER_PORT", "6001", 1);
    EXPECT_EQ(engine::adbServer("").value().port, 6001);
    ::setenv("ADB_SERVER_SOCKET", "tcp:10.0.0.1:6002", 1);
    EXPECT_EQ(engine::adbServer("").value(), (AdbServer{"10.0.0.1", 6002, {}}));
    EXPECT_EQ(engine::adbServer("h:1").value().port, 1);
    ::unsetenv("ADB_SERVER_SOCKET");
    ::setenv("ANDROID_ADB_SERVER_PORT", "x", 1);
    EXPECT_FALSE(engine::adbServer(""));
    ::unsetenv("ANDROID_ADB_SERVER_PORT");
}

TEST(AdbServer, findsThePhoneAndItsShell)
{
    LocalAdbServer local({{"host:devices-l", "OKAY001cb5a7   device model:Redmi_8\n"},
        {"host-serial:b5a7:features", "OKAY000cshell_v2,cmd"}});
    const auto phone = engine::findPhone(local.address(), "");
    ASSERT_TRUE(phone) << phone.error().text();
    EXPECT_EQ(phone.value().device.serial, "b5a7");
    EXPECT_EQ(phone.value().device.model, "Redmi_8");
    EXPECT_TRUE(phone.value().shellV2);
}

TEST(AdbServer, saysWhyThereIsNone)
{
    LocalAdbServer refusing(LocalAdbServer::Answers{{"host:devices-l", "FAIL0004busy"}});
    EXPECT_NE(engine::findPhone(refusing.address(), "").error().message.find("answered: busy"), std::string::npos);
    AdbServer nobody;
    {
        LocalAdbServer gone(LocalAdbServer::Answers{});
        nobody = gone.address();
    }
    const auto phone = engine::findPhone(nobody, "");
    ASSERT_FALSE(phone);
    EXPECT_EQ(phone.error().kind, base::ErrorKind::privilege);
    EXPECT_NE(phone.error().message.find("No adb server answers at 127.0.0.1:"), std::string::npos);
    EXPECT_NE(phone.error().remedy.find("adb start-server"), std::string::npos);
}
