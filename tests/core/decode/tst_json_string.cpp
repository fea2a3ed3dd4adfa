// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/json_string.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;

namespace {

std::string decoded(std::string_view text)
{
    const base::ByteBuffer octets = decodeJsonString(text);
    return std::string(base::asText(octets));
}

} // namespace

TEST(JsonString, Escapes)
{
    EXPECT_EQ(decoded(R"(a\"b\\c\/d\b\f\n\r\t)"), "a\"b\\c/d\b\f\n\r\t");
    EXPECT_EQ(decoded(R"(\u0041\u00e9\u4f60\ud83d\udd0d)"), "A\xc3\xa9\xe4\xbd\xa0\xf0\x9f\x94\x8d");
    EXPECT_EQ(decoded(R"(\u0000)"), std::string(1, '\0'));
    EXPECT_EQ(decoded(R"(\ud83dx)"), "\xef\xbf\xbdx");
    EXPECT_EQ(decoded(R"(\udd0d\ud83d)"), "\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(decoded(R"(\uD800\u0041)"), "\xef\xbf\xbd\x41");
}

TEST(JsonString, PiecesAddUpToTheWholeForAnyText)
{
    for (const std::string_view text : {R"(a\u4f60b)", R"(\ud83d\udd0d\)", R"(\u12)", R"(\)", R"(\x)", ""}) {
        std::size_t source = 0;
        std::size_t octets = 0;
        while (source < text.size()) {
            const EncodedUnit unit = jsonUnit(text, source);
            ASSERT_GT(unit.source, 0U);
            source += unit.source;
            octets += unit.octets;
        }
        EXPECT_EQ(source, text.size());
        EXPECT_EQ(octets, decodeJsonString(text).size());
    }
}
