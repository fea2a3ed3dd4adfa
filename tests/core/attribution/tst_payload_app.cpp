// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/payload_app.h"

#include "core/attribution/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale::attribution;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::vector<std::string> packages(const std::string &path, const std::string &body)
{
    const TestRequest request("collector.example.net", path, {}, body);
    return packagesInPayload(bundledRules()->apps(), request.message);
}

} // namespace

TEST(PayloadApp, keysThatNameTheSender)
{
    EXPECT_THAT(packages("/sa", R"([{"event":"x","properties":{"$app_id":"com.example.notes"}}])"),
        ElementsAre("com.example.notes"));
    EXPECT_THAT(packages("/api/v6/androidevent?app_id=com.example.game", "{}"), ElementsAre("com.example.game"));
    EXPECT_THAT(packages("/session", "app_token=x&package_name=com.example.shop"), ElementsAre("com.example.shop"));
    EXPECT_THAT(
        packages("/track", R"({"H":{"p":"com.miui.gallery","m":"x"},"B":[]})"), ElementsAre("com.miui.gallery"));
}

TEST(PayloadApp, aListOfAppsNamesNoSender)
{
    EXPECT_THAT(
        packages("/apps", R"({"installed":[{"package_name":"com.a.one"},{"package_name":"com.b.two"}]})"), IsEmpty());
}

TEST(PayloadApp, otherKeysAndOtherShapes)
{
    EXPECT_THAT(packages("/x", R"({"text":"com.example.notes","app_id":"1234","pkg":"not a package"})"), IsEmpty());
}
