// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adb_watch.h"

#include "attribution/phone_event.h"
#include "local_adb_server.h"
#include "support/sample_apk.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <thread>

using namespace telltale;
using namespace telltale::attribution;
using telltale::test::apkData;

namespace {

constexpr const char *row = "/proc/net/tcp: 0: 02002A0A:9C40 05D8B8C0:01BB 01 0:0 0:0 0 10123 0 1\n";

template <typename Event>
const Event *find(
    const std::vector<PhoneEvent> &events,
    const std::function<bool(const Event &)> &fits = [](const Event &) { return true; })
{
    for (const PhoneEvent &event : events) {
        if (const auto *one = std::get_if<Event>(&event); one != nullptr && fits(*one))
            return one;
    }
    return nullptr;
}

/// Takes lines until the events are what is waited for.
void takeUntil(engine::AdbWatch &watch, std::vector<PhoneEvent> &events, const std::function<bool()> &enough)
{
    while (!enough()) {
        for (const std::string &line : watch.takeLines()) {
            const auto event = readPhoneEvent(line);
            ASSERT_TRUE(event) << line;
            events.push_back(*event);
        }
        std::this_thread::yield();
    }
}

std::map<std::string, std::string> phone()
{
    return {{"host:devices-l", "OKAY001cb5a7   device model:Redmi_8\n"}, {"host:transport:b5a7", "OKAY"},
        {"exec:\nf=",
            std::string("OKAY#same 9.90\n#same 9.91\n#same 9.92\n#same 9.93\n#same 9.94\n#same 9.95\n#at 10.00\n") + row
                + "#end\n"},
        {"exec:\no=", "OKAY#front 10.00\n  mResumedActivity: ActivityRecord{d83 u0 com.a/.Main t8}\n#end\n"},
        {"exec:\nt=", "OKAYpackage:com.a uid:10123\n#end\n<END>"},
        {"exec:dumpsys package com.a ", "OKAY    versionName=12.1.4-g\n<END>"}};
}

/// What a phone with these answers has told until all its sockets were.
std::vector<PhoneEvent> untilAllSocketsAreTold(const std::map<std::string, std::string> &answers)
{
    LocalAdbServer server(answers);
    std::vector<PhoneEvent> events;
    engine::AdbWatch watch(server.address(), "");
    takeUntil(watch, events, [&] { return find<SocketsThere>(events) != nullptr; });
    return events;
}

} // namespace

TEST(AdbWatch, tellsSocketsAppsAndWhatIsInFront)
{
    LocalAdbServer server(phone());
    std::vector<PhoneEvent> events;
    engine::AdbWatch watch(server.address(), "");
    takeUntil(watch, events, [&] {
        return find<SocketSeen>(events) != nullptr && find<Foreground>(events) != nullptr
            && find<UidPackages>(events, [](const UidPackages &app) { return app.version == "12.1.4-g"; }) != nullptr;
    });
    EXPECT_TRUE(std::get<PhoneLink>(events.front()).attached);
    EXPECT_EQ(std::get<PhoneLink>(events.front()).model, "Redmi_8");
    EXPECT_EQ(find<SocketSeen>(events)->uid, 10123U);
    EXPECT_EQ(find<Foreground>(events)->activity, "com.a.Main");
    EXPECT_EQ(find<UidPackages>(events)->packages, std::vector<std::string>{"com.a"});
    watch.stop();
    events.clear();
    takeUntil(
        watch, events, [&] { return find<SocketGone>(events) != nullptr && find<Foreground>(events) != nullptr; });
    EXPECT_EQ(find<Foreground>(events)->package, "") << "nothing is known from here on";
}

TEST(AdbWatch, tellsHowTheAppsThatAreSeenShowThemselves)
{
    const std::string apk = apkData("mail.apk");
    auto answers = phone();
    answers["exec:\nt="] = "OKAYpackage:com.a uid:10123\npackage:com.unseen uid:10999\n#end\n<END>";
    answers["exec:p=com.a\n"] = "OKAY" + std::to_string(apk.size()) + " /data/app/a/base.apk\n#end\n<END>";
    LocalAdbServer server(answers, LocalAdbServer::Files{{{"/data/app/a/base.apk", apk}}});
    std::vector<PhoneEvent> events;
    engine::AdbWatch watch(server.address(), "");
    takeUntil(watch, events, [&] { return find<AppFace>(events) != nullptr; });
    const AppFace &face = *find<AppFace>(events);
    EXPECT_EQ(face.package, "com.a");
    EXPECT_EQ(face.version, "12.1.4-g");
    EXPECT_EQ(face.label, "Otter Mail");
    EXPECT_EQ(face.icon.size(), 2U) << face.problem;
    EXPECT_EQ(server.asked("exec:p="), 1U) << "of no app that is not seen";
}

TEST(AdbWatch, thatAllWasToldComesBehindThePackagesOfTheUserIds)
{
    auto answers = phone();
    answers["exec:\nf="] += "#same 11.20 11.21\n";
    const auto events = untilAllSocketsAreTold(answers);
    EXPECT_NE(find<SocketSeen>(events), nullptr);
    EXPECT_NE(find<UidPackages>(events), nullptr);
}

TEST(AdbWatch, packagesThatAreAskedForInVainAreNotWaitedFor)
{
    auto answers = phone();
    answers["exec:\nf="] += "#same 11.20 11.21\n";
    answers["exec:\nt="] = "OKAYpackage:com.other uid:10999\n#end\n<END>";
    const auto events = untilAllSocketsAreTold(answers);
    EXPECT_EQ(find<UidPackages>(events), nullptr);
}

TEST(AdbWatch, aPhoneThatListsNoPackagesIsNotWaitedFor)
{
    auto answers = phone();
    answers["exec:\nt="] = "OKAY#end\n";
    answers["exec:\nf="] = std::string("OKAY#same 9.90\n<LATER>#same 9.91\n#same 9.92\n#same 9.93\n#same 9.94\n#same "
                                       "9.95\n#same 9.96\n#at 10.00\n")
        + row + "#end\n";
    LocalAdbServer server(answers);
    std::vector<PhoneEvent> events;
    engine::AdbWatch watch(server.address(), "");
    takeUntil(
        watch, events, [&] { return find<SocketSeen>(events) != nullptr && find<SocketsThere>(events) != nullptr; });
    EXPECT_EQ(find<UidPackages>(events), nullptr);
}

TEST(AdbWatch, aPhoneThatGoesAwayIsSaidAndLookedForAgain)
{
    auto answers = phone();
    answers["exec:\nf="] += "<END>";
    LocalAdbServer server(answers);
    std::vector<PhoneEvent> events;
    engine::AdbWatch watch(server.address(), "");
    const auto isAttached = [](bool attached) {
        return [attached](const PhoneLink &link) { return link.attached == attached; };
    };
    takeUntil(watch, events, [&] { return find<PhoneLink>(events, isAttached(false)) != nullptr; });
    EXPECT_NE(find<PhoneLink>(events, isAttached(false))->reason.find("ended the connection"), std::string::npos);
    EXPECT_NE(find<SocketGone>(events), nullptr);
    events.clear();
    takeUntil(watch, events, [&] { return find<PhoneLink>(events, isAttached(true)) != nullptr; });
}

TEST(AdbWatch, aPhoneThatIsNotAllowedIsSaidOnce)
{
    LocalAdbServer server(LocalAdbServer::Answers{{"host:devices-l", "OKAY0012b5a7 unauthorized\n"}});
    std::vector<PhoneEvent> events;
    engine::AdbWatch watch(server.address(), "");
    takeUntil(watch, events, [&] { return !events.empty(); });
    EXPECT_NE(std::get<PhoneLink>(events.front()).reason.find("accept the dialog"), std::string::npos);
}
