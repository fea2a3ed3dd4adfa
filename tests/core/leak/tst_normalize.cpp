// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/normalize.h"

#include <gtest/gtest.h>

using namespace telltale::leak;

TEST(Normalize, oneSpellingForAll)
{
    const std::string want = "abortion clinic k\u00f6ln";
    for (const char *spelling : {"abortion clinic k\u00f6ln", "abortion+clinic+k%C3%B6ln",
             "Abortion%20Clinic%20K%c3%96LN", "abortion%2Bclinic%2520k%25C3%25B6ln",
             "abortion \t\r\n clinic\u00a0 ko\u0308ln", "ABORTION CLINIC KO\u0308LN", " abortion clinic k\u00f6ln\n"})
        EXPECT_EQ(foldedSecret(spelling), want) << spelling;
}

TEST(Normalize, whatIsNoEncodingStays)
{
    EXPECT_EQ(foldedSecret("100% sure"), "100% sure");
    EXPECT_EQ(foldedSecret("%zz%4"), "%zz%4");
    EXPECT_EQ(foldedSecret("a\xff\xfe b"), "a\xff\xfe b");
    EXPECT_EQ(foldedSecret("stra\u00dfe"), "strasse");
    EXPECT_EQ(foldedSecret("\u0438\u0429\u0438"), "\u0438\u0449\u0438");
    EXPECT_EQ(foldedSecret(""), "");
    EXPECT_EQ(foldedSecret("+ %20"), "");
}

TEST(Normalize, typographyIsNoDifference)
{
    EXPECT_EQ(foldedSecret("don\u2019t \u201cleave\u201d \u2013 now"), "don't \"leave\" - now");
    EXPECT_EQ(foldedSecret("\uff30\uff55\uff52\uff50\uff4c\uff45"), "purple");
    EXPECT_EQ(foldedSecret("pur\u00adple\u200b otter"), "purple otter");
    EXPECT_EQ(foldedSecret("jos\u00e9"), "jos\u00e9") << "diacritics are kept";
}

TEST(Normalize, octetsOfOnePlaceCountAsOne)
{
    // Three octets for each group of four characters, as base64 has them.
    const Folded folded = fold("purple", {0, 0, 0, 4, 4, 4, 8});
    EXPECT_EQ(folded.offsets.source({0, 3}), (telltale::base::ByteRange{0, 4}));
    EXPECT_EQ(folded.offsets.source({0, 4}), (telltale::base::ByteRange{0, 8}));
    EXPECT_EQ(folded.offsets.source({4, 6}), (telltale::base::ByteRange{4, 8}));
}

TEST(Normalize, leadsBackToTheSource)
{
    const auto source = [](std::string_view text, std::string_view part) {
        const Folded folded = fold(text);
        const std::size_t at = folded.text.find(part);
        EXPECT_NE(at, std::string::npos) << folded.text;
        const auto range = folded.offsets.source({at, at + part.size()});
        return std::string(text.substr(range.from, range.size()));
    };
    EXPECT_EQ(source("q=Purple   Otter&x", "purple otter"), "Purple   Otter");
    EXPECT_EQ(source("q=purple%20otter&x", "purple otter"), "purple%20otter");
    EXPECT_EQ(source("q=k%25C3%25B6ln&x", "k\u00f6ln"), "k%25C3%25B6ln");
    EXPECT_EQ(source("x ko\u0308ln y", "k\u00f6ln"), "ko\u0308ln");
    EXPECT_EQ(source("K\u00d6LN", "k\u00f6ln"), "K\u00d6LN");
    EXPECT_EQ(source("stra\u00dfe 1", "1"), "1");
}

TEST(Normalize, rowsOfMarksTakeNoLongTime)
{
    std::string marks = "a";
    for (int i = 0; i < 100000; ++i)
        marks += "\u0308";
    EXPECT_FALSE(fold(marks).text.empty());
}
