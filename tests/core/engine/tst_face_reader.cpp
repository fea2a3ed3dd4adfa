// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/face_reader.h"

#include "local_adb_server.h"
#include "support/sample_apk.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

using namespace telltale;
using attribution::AppFace;
using engine::AdbPhone;
using engine::FaceReader;
using test::apkData;

namespace {

const AdbPhone redmi{{"b5a7", "device", {}}, false};

/// What was told, in its order.
struct Told {
    FaceReader::Tell tell()
    {
        return [this](AppFace face) {
            const std::lock_guard lock(mutex);
            faces.push_back(std::move(face));
            changed.notify_all();
        };
    }
    AppFace waitFor(std::size_t number)
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return faces.size() > number; });
        return faces[number];
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<AppFace> faces;
};

std::string listOf(const std::string &path, std::size_t size)
{
    return "OKAY" + std::to_string(size) + " " + path + "\n#end\n<END>";
}

LocalAdbServer::Answers answers()
{
    return {{"host:transport:b5a7", "OKAY"},
        {"exec:p=com.mail\n", listOf("/data/mail/base.apk", apkData("mail.apk").size())},
        {"exec:p=com.news\n", listOf("/data/news/base.apk", apkData("news.apk").size())},
        {"exec:p=com.gone\n", "OKAY#end\n<END>"}, {"exec:p=com.bad\n", listOf("/data/bad/base.apk", 50'000)},
        {"exec:p=com.locked\n", listOf("/data/locked/base.apk", 50'000)}};
}

const LocalAdbServer::Files files{{{"/data/mail/base.apk", apkData("mail.apk")},
    {"/data/news/base.apk", apkData("news.apk")}, {"/data/bad/base.apk", std::string(50'000, 'x')}}};

} // namespace

TEST(FaceReader, everyVersionOnce)
{
    LocalAdbServer server(answers(), files);
    Told told;
    FaceReader reader(server.address(), told.tell());
    reader.want(redmi, {"com.mail", "1"});
    reader.want(redmi, {"com.mail", "1"});
    reader.want(redmi, {"com.mail", "2"});
    reader.want(redmi, {"com.news", ""});
    EXPECT_EQ(told.waitFor(2).label, "River News");
    EXPECT_EQ(told.waitFor(0).label, "Otter Mail");
    EXPECT_EQ(told.waitFor(0).version, "1");
    EXPECT_EQ(told.waitFor(1).version, "2");
    EXPECT_GT(told.waitFor(0).time.nanoseconds, 0);
    EXPECT_EQ(server.asked("exec:p=com.mail"), 2U);
}

TEST(FaceReader, whatThePhoneDoesNotGiveIsSaidAndNothingElseSuffers)
{
    LocalAdbServer server(answers(), files);
    Told told;
    FaceReader reader(server.address(), told.tell());
    reader.want(redmi, {"com.gone", "1"});
    reader.want(redmi, {"com.bad", "1"});
    reader.want(redmi, {"com.mail", "1"});
    reader.want(redmi, {"com.locked", "1"});
    EXPECT_NE(told.waitFor(0).problem.find("where the app's APK is"), std::string::npos);
    EXPECT_NE(told.waitFor(1).problem.find("could not be read"), std::string::npos);
    EXPECT_EQ(told.waitFor(2).problem, "");
    EXPECT_EQ(told.waitFor(2).label, "Otter Mail");
    EXPECT_NE(told.waitFor(3).problem, "");
    EXPECT_EQ(told.waitFor(3).package, "com.locked");
}

TEST(FaceReader, aPhoneThatGivesNothingIsLeftAloneUntilItComesAgain)
{
    LocalAdbServer server(answers(), files);
    Told told;
    FaceReader reader(server.address(), told.tell());
    for (const char *version : {"1", "2", "3", "4"})
        reader.want(redmi, {"com.gone", version});
    reader.want(redmi, {"com.mail", "1"});
    EXPECT_NE(told.waitFor(2).problem, "");
    reader.phoneGone();
    reader.want(redmi, {"com.mail", "1"});
    EXPECT_EQ(told.waitFor(3).label, "Otter Mail");
    EXPECT_EQ(server.asked("exec:p=com.gone"), 3U);
}

TEST(FaceReader, itEndsAtOnce)
{
    auto never = answers();
    never["exec:p=com.mail\n"] = "OKAY";
    LocalAdbServer server(never, files);
    Told told;
    FaceReader reader(server.address(), told.tell());
    reader.want(redmi, {"com.mail", "1"});
    while (server.asked("exec:p=") == 0)
        std::this_thread::yield();
    reader.stop();
    EXPECT_TRUE(told.faces.empty());
}
