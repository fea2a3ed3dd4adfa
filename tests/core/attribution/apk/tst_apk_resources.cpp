// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/apk_resources.h"

#include "support/sample_apk.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using namespace telltale::attribution::apk;
using namespace telltale::test;

namespace {

constexpr std::uint32_t label = 0x7f010000, other = 0x7f010001, icon = 0x7f020000, fore = 0x7f020001, back = 0x7f030000;

ResourceValue to(std::uint32_t id)
{
    return {ResourceValue::reference, id};
}
ResourceValue string(std::uint32_t number)
{
    return {ResourceValue::string, number};
}
const ResourceValue blue{ResourceValue::firstColour, 0xff0000ff};

} // namespace

TEST(ApkResources, theDefaultLanguageComesFirstThenEnglish)
{
    const auto said = [](const std::string &types) {
        const auto parts = partsOf({{"resources.arsc", table({"Mail", "Post", " two\nlines "}, types)}});
        return ApkResources(parts).textOf(to(label), "");
    };
    EXPECT_EQ(said(type(1, {"de"}, {{0, string(1)}}) + type(1, {}, {{0, string(0)}})), "Mail");
    EXPECT_EQ(said(type(1, {"de"}, {{0, string(1)}}) + type(1, {"en"}, {{0, string(0)}})), "Mail");
    EXPECT_EQ(said(type(1, {"de"}, {{0, string(1)}})), "Post");
    EXPECT_EQ(said(type(1, {}, {{0, to(other)}, {1, string(0)}})), "Mail") << "one leads to the other";
    EXPECT_EQ(said(type(1, {}, {{0, string(2)}})), "two lines");
    EXPECT_EQ(said(type(1, {}, {{0, to(other)}, {1, to(label)}})), "") << "a circle";
    const auto none = partsOf({});
    EXPECT_EQ(ApkResources(none).textOf(to(label), ""), "");
    EXPECT_EQ(ApkResources(none).textOf(string(0), "written"), "written");
}

TEST(ApkResources, resourcesThatLeadToEachOtherManyTimesEnd)
{
    std::string types;
    for (int i = 0; i < 40; ++i)
        types += type(1, {}, {{0, to(other)}, {1, to(label)}});
    const auto parts = partsOf({{"resources.arsc", table({}, types)}});
    EXPECT_EQ(ApkResources(parts).textOf(to(label), ""), "");
    EXPECT_EQ(ApkResources(parts).pictureOf(to(label)), "");
}

TEST(ApkResources, ofSeveralDensitiesTheOneThatIsWanted)
{
    const auto picked = [](std::initializer_list<unsigned> densities) {
        std::map<std::string, std::string> files;
        std::vector<std::string> paths;
        std::string types;
        for (const unsigned density : densities) {
            types += type(2, {{}, density}, {{0, string(static_cast<std::uint32_t>(paths.size()))}});
            paths.push_back("res/" + std::to_string(density));
            files[paths.back()] = png(std::to_string(density));
        }
        files["resources.arsc"] = table(paths, types);
        const auto parts = partsOf(std::move(files));
        const std::string found = ApkResources(parts).pictureOf(to(icon));
        return found.empty() ? found : found.substr(8);
    };
    EXPECT_EQ(picked({160, 640, 480, 320, 240}), "320");
    EXPECT_EQ(picked({160, 640, 480, 240}), "480");
    EXPECT_EQ(picked({160, 240}), "240");
    EXPECT_EQ(picked({0}), "0");
    EXPECT_EQ(picked({}), "");
}

TEST(ApkResources, picturesThatAreNoneArePassedOver)
{
    const std::string types = type(2, {{}, 320}, {{0, string(0)}}) + type(2, {{}, 480}, {{0, string(1)}})
        + type(2, {{}, 640}, {{0, string(2)}});
    const auto parts = partsOf({{"resources.arsc", table({"a", "b", "c"}, types)},
        {"a", png(std::string(AppFace::imageBytes, 'x'))}, {"b", "GIF89a"}, {"c", png("good")}});
    EXPECT_EQ(ApkResources(parts).pictureOf(to(icon)), png("good"));
}

TEST(ApkResources, layersArePicturesAndColours)
{
    const auto layers = [](const ResourceValue &background, std::map<std::string, std::string> files = {}) {
        const std::string types = type(2, {{}, ResourceConfig::anyDensity, 26}, {{0, string(0)}})
            + type(2, {{}, 160}, {{0, string(1)}}) + type(2, {{}, 320}, {{1, string(2)}}) + type(3, {}, {{0, blue}})
            + type(3, {}, {{1, string(3)}});
        files["resources.arsc"] = table({"adaptive", "plain", "fore", "drawable"}, types);
        files["adaptive"] = adaptiveIcon(background, to(fore));
        files["plain"] = png("plain");
        files.try_emplace("fore", png("fore"));
        const auto parts = partsOf(std::move(files));
        return ApkResources(parts).layersOf(to(icon));
    };
    const IconLayer foreground{png("fore"), 0};
    const std::vector<IconLayer> onBlue{{{}, 0xff0000ff}, foreground};
    EXPECT_EQ(layers(to(back)), onBlue);
    EXPECT_EQ(layers(blue), onBlue);
    EXPECT_EQ(layers(to(0x0106000b)), (std::vector<IconLayer>{{{}, 0xffffffff}, foreground})) << "Android's white";
    const auto drawable = [](const std::string &name, const std::string &nodes) {
        return std::map<std::string, std::string>{
            {"drawable", xml({"color", "src", name, "solid", "gradient"}, {0x010101a5, 0x01010119}, nodes)}};
    };
    const ResourceValue inXml = to(0x7f030001);
    EXPECT_EQ(layers(inXml, drawable("color", begin(2, {{0, to(back)}}) + end(2))), onBlue);
    EXPECT_EQ(layers(inXml, drawable("shape", begin(2) + begin(3, {{0, blue}}) + end(3) + end(2))), onBlue);
    EXPECT_EQ(layers(inXml, drawable("bitmap", begin(2, {{1, to(fore)}}) + end(2))),
        (std::vector<IconLayer>{foreground, foreground}));
    EXPECT_TRUE(layers(inXml, drawable("shape", begin(2) + begin(4) + end(4) + end(2))).empty()) << "a gradient";
    EXPECT_TRUE(layers(inXml, drawable("vector", begin(2) + end(2))).empty());
    EXPECT_TRUE(layers(to(back), {{"fore", "no picture"}}).empty()) << "half an icon is none";
}
