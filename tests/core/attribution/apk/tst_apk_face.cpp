// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/apk_face.h"

#include "attribution/apk/zip_files.h"
#include "support/sample_apk.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using namespace telltale::attribution::apk;
using namespace telltale::test;

namespace {

ResourceValue string(std::uint32_t number)
{
    return {ResourceValue::string, number};
}

/// An app with an icon 0x7f020000 of shapes, and a round one 0x7f020001 of that octets.
std::map<std::string, std::string> app(const std::string &round)
{
    const std::string types = type(1, {}, {{0, string(0)}}) + type(2, {}, {{0, string(1)}, {1, string(2)}});
    return {{"AndroidManifest.xml", manifestWith(0x7f020000, 0x7f020001)},
        {"resources.arsc", table({"Mail", "shapes", "round"}, types)},
        {"shapes", xml({"vector"}, {}, begin(0) + end(0))}, {"round", round}};
}

AppFace faceInFile(const std::string &name)
{
    MemoryRanges octets(apkData(name));
    auto zip = ZipFiles::open(octets);
    if (!zip)
        return {};
    ApkParts parts;
    parts.push_back(std::move(zip.value()));
    return faceOf(parts);
}

} // namespace

TEST(ApkFace, theRoundIconStandsInForOneOfShapes)
{
    const AppFace face = faceOf(partsOf(app(png("round"))));
    EXPECT_EQ(face.label, "Mail");
    EXPECT_EQ(face.icon, (std::vector<IconLayer>{{png("round"), 0}}));
    EXPECT_FALSE(face.adaptive);
    EXPECT_EQ(face.problem, "");
}

TEST(ApkFace, anIconThatCannotBeShownIsSaidToBeOne)
{
    const AppFace face = faceOf(partsOf(app("no picture")));
    EXPECT_EQ(face.label, "Mail");
    EXPECT_TRUE(face.icon.empty());
    EXPECT_NE(face.problem.find("not shown here"), std::string::npos);
}

TEST(ApkFace, withoutManifestThereIsNothing)
{
    for (const auto &files :
        {std::map<std::string, std::string>{}, std::map<std::string, std::string>{{"AndroidManifest.xml", "text"}}}) {
        const AppFace face = faceOf(partsOf(files));
        EXPECT_EQ(face.label, "");
        EXPECT_NE(face.problem.find("manifest"), std::string::npos);
    }
    EXPECT_NE(faceOf({}).problem, "");
}

TEST(ApkFace, whatAnotherPartHoldsCountsToo)
{
    auto files = app("no picture");
    auto parts = partsOf(files);
    parts.push_back(std::make_unique<MemoryApk>(
        std::map<std::string, std::string>{{"resources.arsc", table({"dense"}, type(2, {{}, 320}, {{0, string(0)}}))},
            {"dense", png("of the density's APK")}}));
    EXPECT_EQ(faceOf(parts).icon, (std::vector<IconLayer>{{png("of the density's APK"), 0}}));
}

TEST(ApkFace, anApkThatAaptMade)
{
    const AppFace face = faceInFile("mail.apk");
    EXPECT_EQ(face.label, "Otter Mail");
    EXPECT_TRUE(face.adaptive);
    ASSERT_EQ(face.icon.size(), 2U) << face.problem;
    EXPECT_EQ(face.icon[0], (IconLayer{{}, 0xff0b7285}));
    EXPECT_TRUE(face.icon[1].image.starts_with("\x89PNG"));
    const AppFace plain = faceInFile("news.apk");
    EXPECT_EQ(plain.label, "River News");
    EXPECT_FALSE(plain.adaptive);
    ASSERT_EQ(plain.icon.size(), 1U) << plain.problem;
    const AppFace shapes = faceInFile("shapes.apk");
    EXPECT_EQ(shapes.label, "Shapes");
    ASSERT_EQ(shapes.icon.size(), 1U) << shapes.problem;
    EXPECT_TRUE(shapes.icon[0].image.starts_with("<svg ")) << shapes.icon[0].image;
    EXPECT_NE(shapes.icon[0].image.find("M8,8h32v32h-32z"), std::string::npos);
}
