// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/hpack_decoder.h"

#include "http2_frames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace telltale::http {
namespace {

using namespace test;
using testing::ElementsAre;

const base::Limits limits;

HeaderSection decode(HpackDecoder &decoder, const std::string &block)
{
    return decoder.decode(base::asBytes(block));
}

TEST(HpackDecoder, ReadsTheExampleOfTheRfc)
{
    // RFC 7541 appendix C.4.1: Huffman coded request.
    HpackDecoder decoder(limits);
    const HeaderSection section =
        decode(decoder, "\x82\x86\x84\x41\x8c\xf1\xe3\xc2\xe5\xf2\x3a\x6b\xa0\xab\x90\xf4\xff");
    EXPECT_THAT(section.fields,
        ElementsAre(Field{":method", "GET"}, Field{":scheme", "http"}, Field{":path", "/"},
            Field{":authority", "www.example.com"}));
}

TEST(HpackDecoder, KeepsTheTableBetweenBlocks)
{
    HpackDecoder decoder(limits);
    decode(decoder, inserted("a", "1") + inserted("b", "2"));
    EXPECT_THAT(decode(decoder, indexed(63) + indexed(62)).fields, ElementsAre(Field{"a", "1"}, Field{"b", "2"}));
}

TEST(HpackDecoder, CountsWhatWasForgottenAndLearnsAgain)
{
    HpackDecoder decoder(limits);
    decode(decoder, inserted("a", "1") + inserted("b", "2"));
    decoder.forget();
    // The sender's 62 is b. A new entry named like it takes 62, then c does and the former moves to 63.
    const HeaderSection first =
        decode(decoder, indexed(62) + insertedNamed(62, "4") + inserted("c", "3") + indexed(63));
    EXPECT_THAT(first.fields, ElementsAre(Field{"c", "3"}));
    EXPECT_EQ(first.lost, 3U);
    EXPECT_FALSE(first.damaged);
    const HeaderSection second = decode(decoder, indexed(62) + indexed(63) + literal("d", "5"));
    EXPECT_THAT(second.fields, ElementsAre(Field{"c", "3"}, Field{"d", "5"}));
    EXPECT_EQ(second.lost, 1U);
}

TEST(HpackDecoder, FollowsTheSendersTableSize)
{
    HpackDecoder decoder(limits);
    decode(decoder, inserted("a", "1"));
    EXPECT_EQ(decode(decoder, "\x20" + indexed(62)).lost, 1U); // size 0 drops it
    // 65537 is above our limit: smaller here, and said so.
    const HeaderSection section = decode(decoder, std::string("\x3f\xe2\xff\x03", 4) + inserted("b", "2"));
    EXPECT_TRUE(section.tableLimit);
    EXPECT_FALSE(section.damaged);
    EXPECT_THAT(decode(decoder, indexed(62)).fields, ElementsAre(Field{"b", "2"}));
}

TEST(HpackDecoder, KeepsWhatCameBeforeDamage)
{
    for (const std::string &broken : {std::string("\x80"), std::string("\x40\x7f"),
             std::string("\xff\xff\xff\xff\xff\xff\xff"), std::string("\0\x81\x00\x01v", 5)}) {
        HpackDecoder decoder(limits);
        const HeaderSection section = decode(decoder, literal("a", "1") + broken);
        EXPECT_TRUE(section.damaged);
        EXPECT_THAT(section.fields, ElementsAre(Field{"a", "1"}));
        EXPECT_THAT(decode(decoder, literal("b", "2")).fields, ElementsAre(Field{"b", "2"}));
    }
}

TEST(HpackDecoder, BoundsSectionsButKeepsTheTable)
{
    base::Limits small;
    small.headerBytes = 200;
    HpackDecoder decoder(small);
    std::string bomb = inserted("a", std::string(100, 'x'));
    for (int i = 0; i < 10'000; ++i)
        bomb += indexed(62);
    const HeaderSection section = decode(decoder, bomb + inserted("b", "2"));
    EXPECT_TRUE(section.overLimit);
    EXPECT_EQ(section.fields.size(), 1U);
    EXPECT_THAT(decode(decoder, indexed(62)).fields, ElementsAre(Field{"b", "2"}));
}

/// The cases of a vector file: each "wire" with the number of headers listed after it.
struct VectorCase {
    std::string block;
    std::vector<Field> fields;
};

std::vector<VectorCase> readVectors(const std::filesystem::path &path)
{
    std::ifstream file(path);
    const std::string json{std::istreambuf_iterator<char>(file), {}};
    const std::regex item(
        "\"wire\"\\s*:\\s*\"([0-9a-f]*)\"|\\{\\s*\"([^\"]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\}");
    std::vector<VectorCase> cases;
    std::vector<Field> early; // headers may be listed before their wire octets
    for (std::sregex_iterator at(json.begin(), json.end(), item), end; at != end; ++at) {
        if ((*at)[1].matched) {
            std::string block;
            for (std::size_t i = 0; i + 1 < (*at)[1].str().size(); i += 2)
                block += static_cast<char>(std::stoi((*at)[1].str().substr(i, 2), nullptr, 16));
            cases.push_back({block, std::move(early)});
            early.clear();
        } else {
            std::string value = std::regex_replace((*at)[3].str(), std::regex("\\\\(.)"), "$1");
            const bool headersFirst = json.find("\"headers\"") < json.find("\"wire\"");
            (headersFirst || cases.empty() ? early : cases.back().fields).push_back({(*at)[2].str(), value});
        }
    }
    return cases;
}

TEST(HpackDecoder, AgreesWithTheVectorsOfOtherImplementations)
{
    const std::filesystem::path folder = std::filesystem::path(TELLTALE_SHARED_DIR) / "captures/vectors/hpack";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "The HPACK vectors are not on this machine.";
    std::size_t blocks = 0;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        HpackDecoder decoder(limits);
        for (const VectorCase &vector : readVectors(entry.path())) {
            const HeaderSection section = decode(decoder, vector.block);
            EXPECT_EQ(section.fields, vector.fields) << entry.path() << " block " << blocks;
            ++blocks;
        }
    }
    EXPECT_GT(blocks, 10U);
}

} // namespace
} // namespace telltale::http
