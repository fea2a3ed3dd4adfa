// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/recipes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

using namespace telltale::leak;

namespace {

std::multiset<std::string> names(const std::vector<Spelling> &spellings, HashDepth depth)
{
    std::multiset<std::string> result;
    forEachDigest(spellings, depth, [&](const Spelling &spelling, const Recipe &recipe, const DigestValue &value) {
        EXPECT_GE(value.size, 4U);
        result.insert(nameOf(recipe, spelling.name));
        return false;
    });
    return result;
}

} // namespace

TEST(Recipes, names)
{
    EXPECT_EQ(nested("", ""), "plain");
    EXPECT_EQ(nested("", "lower"), "lower");
    EXPECT_EQ(nested("base64", ""), "base64");
    EXPECT_EQ(nested("base64(hex)", "lower(nospace)"), "base64(hex(lower(nospace)))");
    const Recipe recipe = Recipe().then(0).then(Recipe::upperHex).then(3);
    EXPECT_EQ(nameOf(recipe, ""), "sha256(upper(md5))");
    EXPECT_EQ(nameOf(recipe, "lower"), "sha256(upper(md5(lower)))");
}

TEST(Recipes, asManyAsTheHeaderSays)
{
    const std::vector<Spelling> one{{"", "Jane", true, true}, {"dashes", "x", true, false}};
    const auto shallow = names(one, HashDepth::shallow);
    const auto deep = names(one, HashDepth::deep);
    EXPECT_EQ(shallow.size(), 13U);
    EXPECT_EQ(deep.size(), 94U);
    EXPECT_THAT(deep,
        testing::IsSupersetOf({"md5", "sha3-512", "crc32", "md5(base64)", "sha256(utf16le)", "sha512(sha512)",
            "sha1(upper(md5))", "md5(octets(sha256))", "sha256(base64(sha1))", "md5(md5(md5))", "sha256(sha1(md5))"}));
    for (const std::string &name : deep)
        EXPECT_LE(deep.count(name), name == "murmur3-128" ? 2U : 1U) << name;
}

TEST(Recipes, theVisitorEndsIt)
{
    int calls = 0;
    forEachDigest({{"", "Jane", true, true}}, HashDepth::deep,
        [&](const Spelling &, const Recipe &, const DigestValue &) { return ++calls == 20; });
    EXPECT_EQ(calls, 20);
}
