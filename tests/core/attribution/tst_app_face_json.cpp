// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/app_face_json.h"

#include "attribution/phone_event.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;

namespace {

const base::Timestamp moment{1'600'000'000'123'456'789};

AppFace face()
{
    AppFace face;
    face.time = moment;
    face.package = "com.a";
    face.version = "1.2";
    face.label = "A \"quoted\" ö";
    face.adaptive = true;
    face.icon = {{{}, 0x80123456}, {std::string("\x89PNG\0\xff", 6), 0}};
    return face;
}

std::optional<PhoneEvent> line(const std::string &rest)
{
    return readPhoneEvent(R"({"entry":"app_face","time":"2020-09-13T12:26:40Z")" + rest + "}");
}

} // namespace

TEST(AppFaceJson, everyLineGivesTheSameFaceAgain)
{
    AppFace none = face();
    none.adaptive = false;
    none.icon.clear();
    none.version = none.label = "";
    none.problem = "Its icon is drawn from shapes.";
    AppFace large = face();
    large.icon = {{std::string(AppFace::imageBytes, '\xfb'), 0}, {std::string(AppFace::imageBytes, '\0'), 0}};
    for (const AppFace &one : {face(), none, large}) {
        const std::string text = formatPhoneEvent(one);
        EXPECT_LE(text.size(), longestPhoneLine);
        EXPECT_EQ(readPhoneEvent(text), PhoneEvent(one)) << text.substr(0, 400);
    }
}

TEST(AppFaceJson, linesAreWhatTheJournalSays)
{
    EXPECT_EQ(formatPhoneEvent(face()),
        R"({"entry":"app_face","time":"2020-09-13T12:26:40.123456789Z","package":"com.a","version":"1.2",)"
        R"("label":"A \"quoted\" ö","icon":{"adaptive":true,"layers":[{"colour":"#80123456"},{"image":"iVBORwD/"}]},"problem":null})");
}

TEST(AppFaceJson, halfAnIconIsNone)
{
    const auto icon = [](const std::string &layers) {
        const auto event = line(R"(,"package":"a","icon":{"adaptive":true,"layers":[)" + layers + "]}");
        return event ? std::get<AppFace>(*event).icon.size() : 99;
    };
    EXPECT_EQ(icon(R"({"colour":"#ff000000"},{"image":"AAAA"})"), 2U);
    for (const char *bad : {R"({"colour":"#ff000000"},{"image":"*"})", R"({"colour":"black"},{"image":"AAAA"})",
             R"({"image":""})", R"({})", "1", R"({"image":"AAAA"},{"image":"AAAA"},{"image":"AAAA"})"})
        EXPECT_EQ(icon(bad), 0U) << bad;
    EXPECT_EQ(icon(R"({"image":")" + std::string(4 * AppFace::imageBytes / 3 + 8, 'A') + R"("})"), 0U) << "too large";
    EXPECT_FALSE(line("")) << "whose?";
    EXPECT_FALSE(line(R"(,"package":"a","source":"guess")"));
}
