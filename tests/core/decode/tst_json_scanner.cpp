// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/json_scanner.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

using namespace telltale::decode;

namespace {

/// The tokens of a text in one line: "{ k:a s:b }".
std::string tokens(std::string_view text, JsonScanner::Mode mode = JsonScanner::Mode::wholeText)
{
    JsonScanner scanner(text, mode);
    std::string line;
    for (;;) {
        const JsonToken token = scanner.next();
        const std::string slice(text.substr(scanner.from(), scanner.to() - scanner.from()));
        switch (token) {
        case JsonToken::beginObject:
            line += "{ ";
            break;
        case JsonToken::endObject:
            line += "} ";
            break;
        case JsonToken::beginArray:
            line += "[ ";
            break;
        case JsonToken::endArray:
            line += "] ";
            break;
        case JsonToken::key:
            line += "k:" + slice + " ";
            break;
        case JsonToken::string:
            line += (scanner.escaped() ? "e:" : "s:") + slice + " ";
            break;
        case JsonToken::number:
            line += "n:" + slice + " ";
            break;
        case JsonToken::literal:
            line += "l:" + slice + " ";
            break;
        case JsonToken::end:
            return line + ".";
        case JsonToken::error:
            return line + (scanner.cutOff() ? "cut" : "wrong at " + std::to_string(scanner.failedAt()));
        }
    }
}

} // namespace

TEST(JsonScanner, TokensAndTheirRanges)
{
    EXPECT_EQ(tokens(R"( {"a":"b", "c\u0041":[1,-2.5e+3,true,null,{},[]] } )"),
        R"({ k:a s:b k:c\u0041 [ n:1 n:-2.5e+3 l:true l:null { } [ ] ] } .)");
    EXPECT_EQ(tokens(R"("x\"y")"), R"(e:x\"y .)");
    EXPECT_EQ(tokens("\xef\xbb\xbf[]"), "[ ] .");
}

TEST(JsonScanner, ErrorsSayWhereAndWhetherTheTextJustEnds)
{
    EXPECT_EQ(tokens(R"({"a":1,})"), "{ k:a n:1 wrong at 7");
    EXPECT_EQ(tokens(R"({"a":1)"), "{ k:a n:1 cut");
    EXPECT_EQ(tokens(R"({"a":"b)"), "{ k:a cut");
    EXPECT_EQ(tokens(R"([tru)"), "[ cut");
    EXPECT_EQ(tokens(R"([trx])"), "[ wrong at 1");
    EXPECT_EQ(tokens(""), "cut");
    EXPECT_EQ(tokens("[01]"), "[ n:0 wrong at 2");
}

TEST(JsonScanner, FirstValueModeStopsBehindTheValue)
{
    JsonScanner scanner("{\"a\":1}{\"b\":2}", JsonScanner::Mode::firstValue);
    while (scanner.next() != JsonToken::end) { }
    EXPECT_EQ(scanner.position(), 7U);
    EXPECT_EQ(tokens("[1] x"), "[ n:1 ] wrong at 4");
    EXPECT_EQ(tokens("[1] x", JsonScanner::Mode::firstValue), "[ n:1 ] .");
}

TEST(JsonScanner, DeepNestingNeedsNoStack)
{
    const std::string deep = std::string(2'000'000, '[') + std::string(2'000'000, ']');
    EXPECT_TRUE(isJson(deep));
    EXPECT_FALSE(isJson(std::string(2'000'000, '[')));
}

TEST(JsonScanner, AcceptsAndRejectsAsTheParsingTestSuite)
{
    const std::filesystem::path folder = std::filesystem::path(TELLTALE_SHARED_DIR) / "captures/vectors/JSONTestSuite";
    if (!std::filesystem::is_directory(folder))
        GTEST_SKIP() << "The JSON test vectors are not here: " << folder;
    std::size_t count = 0;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json" || name.starts_with("i_"))
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        EXPECT_EQ(isJson(text), name.starts_with("y_")) << name;
        ++count;
    }
    EXPECT_GT(count, 0U);
}
