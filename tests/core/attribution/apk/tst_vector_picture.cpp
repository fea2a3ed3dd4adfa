// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/vector_picture.h"

#include "support/compiled_resources.h"

#include <bit>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution::apk;
using namespace telltale::test;
using testing::HasSubstr;

namespace {

enum Name : std::uint32_t {
    vector,
    group,
    path,
    viewportWidth,
    viewportHeight,
    pathData,
    fillColor,
    rotation,
    pivotX,
    tint,
    fillType,
    square,
    bad,
    clip
};
const std::vector<std::string> strings{"vector", "group", "path", "viewportWidth", "viewportHeight", "pathData",
    "fillColor", "rotation", "pivotX", "tint", "fillType", "M0,0h9v9h-9z", "M0,0\"/><image", "clip-path"};
const ResourceValue blue{ResourceValue::firstColour, 0x800000ff};

ResourceValue real(float number)
{
    return {0x04, std::bit_cast<std::uint32_t>(number)};
}

std::string drawing(const std::string &nodes, const std::vector<Attribute> &further = {})
{
    std::vector<Attribute> attributes{{viewportWidth, real(24)}, {viewportHeight, real(12)}};
    attributes.insert(attributes.end(), further.begin(), further.end());
    return xml(strings, {}, begin(vector, attributes) + nodes + end(vector));
}

std::string pathOf(std::uint32_t data, const std::vector<Attribute> &further = {})
{
    std::vector<Attribute> attributes{{pathData, {ResourceValue::string, data}, data}};
    attributes.insert(attributes.end(), further.begin(), further.end());
    return begin(path, attributes) + end(path);
}

std::string svg(const std::string &file)
{
    const auto found = svgOfVector(base::asBytes(file),
        [](const ResourceValue &value) { return value.isColour() ? std::optional(value.data) : std::nullopt; });
    EXPECT_TRUE(!found || isDrawing(*found)) << *found;
    return found.value_or("none");
}

} // namespace

TEST(VectorPicture, pathsAndGroupsBecomeSvg)
{
    const std::string inGroup = begin(group, {{rotation, real(45)}, {pivotX, real(12)}}) + pathOf(square) + end(group);
    const std::string found = svg(drawing(inGroup + pathOf(square, {{fillColor, blue}, {fillType, {0x10, 1}}})));
    EXPECT_THAT(found, HasSubstr("width=\"216\" height=\"108\" viewBox=\"0 0 24 12\""));
    EXPECT_THAT(found,
        HasSubstr("<g transform=\"translate(12 0) rotate(45) scale(1 1) translate(-12 -0) \"><path d=\"M0,0h9v9h-9z\" "
                  "fill=\"none\""));
    EXPECT_THAT(found, HasSubstr("/></g><path d=\"M0,0h9v9h-9z\" fill=\"#0000ff\" fill-opacity=\"0.501961\""));
    EXPECT_THAT(found, HasSubstr("fill-rule=\"evenodd\""));
    EXPECT_TRUE(found.ends_with("/></svg>"));
}

TEST(VectorPicture, halfADrawingIsNone)
{
    EXPECT_EQ(svg(drawing({})), "none") << "nothing is drawn";
    EXPECT_EQ(svg(drawing(pathOf(square) + begin(clip) + end(clip))), "none");
    EXPECT_EQ(svg(drawing(pathOf(square), {{tint, blue}})), "none");
    EXPECT_EQ(svg(drawing(pathOf(square, {{fillColor, {ResourceValue::reference, 0x7f010000}}}))), "none")
        << "a gradient";
    EXPECT_EQ(svg(drawing(pathOf(bad))), "none") << "no path";
    EXPECT_EQ(svg(xml(strings, {}, begin(vector) + pathOf(square) + end(vector))), "none") << "without a size";
    EXPECT_EQ(svg(drawing(begin(group, {{rotation, real(1.0F / 0.0F)}}) + pathOf(square) + end(group))), "none");
    EXPECT_EQ(svg("text"), "none");
    std::string deep, over;
    for (int i = 0; i < 40; ++i) {
        deep += begin(group);
        over += end(group);
    }
    EXPECT_EQ(svg(drawing(deep + pathOf(square) + over)), "none");
}

TEST(VectorPicture, othersSvgIsNoDrawing)
{
    const std::string begin = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    EXPECT_TRUE(isDrawing(begin + "><path d=\"M0,0\"/></svg>"));
    std::string deep;
    for (int i = 0; i < 40; ++i)
        deep += "<g transform=\"\">";
    for (const std::string &other :
        {std::string("<svg></svg>"), begin + "><image href=\"x\"/></svg>", begin + "><script>",
            begin + "><path d=\"&x;\"/></svg>", begin + "><path d=\"\" fill=\"url(#a)\"/></svg>",
            "<?xml?>" + begin + "></svg>", begin + "><svg ></svg></svg>", begin + ">" + deep + "</svg>", std::string()})
        EXPECT_FALSE(isDrawing(other)) << other;
}

TEST(VectorPicture, everyOctetMayBeWrong)
{
    const std::string file = drawing(begin(group) + pathOf(square, {{fillColor, blue}}) + end(group));
    for (std::size_t i = 0; i < file.size(); ++i) {
        for (const char wrong : {'\0', '\x7f', '\xff'}) {
            std::string damaged = file;
            damaged[i] = wrong;
            (void)svg(damaged);
        }
    }
}
