// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/content_coding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zlib.h>
#include <zstd.h>

#include <string>

namespace telltale::decode {
namespace {

using testing::ElementsAre;

const std::string page = "The quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy dog.";
const std::string tinyBrotli("\x0b\x02\x80hello\x03", 9); // made with the reference encoder

/// @param windowBits  15 zlib, -15 bare deflate, 31 gzip
std::string deflated(const std::string &text, int windowBits)
{
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string input = text;
    std::string out(text.size() + 1000, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string gzipped(const std::string &text)
{
    return deflated(text, 31);
}

std::string zstandard(const std::string &text)
{
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

DecodedContent decode(const std::string &body, std::string_view encoding, const base::Limits &limits = {})
{
    return decodeContent(base::asBytes(body), encoding, limits);
}

TEST(ContentCoding, UndoesEveryCoding)
{
    const struct {
        std::string body;
        const char *encoding;
        std::string expected;
    } cases[] = {
        {page, "", page},
        {page, "identity", page},
        {gzipped(page), "gzip", page},
        {gzipped(page), " X-GZIP ", page},
        {deflated(page, 15), "deflate", page},
        {deflated(page, -15), "deflate", page},
        {tinyBrotli, "br", "hello"},
        {zstandard(page), "zstd", page},
        {zstandard(page) + zstandard("x"), "zstd", page + "x"},
        {gzipped(page) + gzipped("second member"), "gzip", page + "second member"},
        {gzipped(page) + std::string(12, '\0'), "gzip", page},
        {gzipped(gzipped(gzipped(page))), "identity, gzip,gzip , identity, ,gzip", page},
        {gzipped(zstandard(page)), "zstd, gzip", page},
        {gzipped(""), "gzip", ""},
        {"", "gzip", ""},
    };
    for (const auto &c : cases) {
        const DecodedContent content = decode(c.body, c.encoding);
        EXPECT_TRUE(content.complete) << c.encoding << ": " << content.problem;
        EXPECT_EQ(base::asText(content.bytes), c.expected) << c.encoding;
        EXPECT_EQ(content.problem, "");
    }
}

TEST(ContentCoding, KeepsWhatCameBeforeACut)
{
    const std::string longText = page + page + std::string(3000, 'x') + page;
    for (const auto &[whole, encoding] : {std::pair{gzipped(longText), "gzip"},
             std::pair{deflated(longText, 15), "deflate"}, std::pair{deflated(longText, -15), "deflate"},
             std::pair{zstandard(longText), "zstd"}, std::pair{tinyBrotli, "br"}}) {
        for (std::size_t cut = 1; cut < whole.size(); ++cut) {
            const DecodedContent content = decode(whole.substr(0, cut), encoding);
            EXPECT_FALSE(content.complete) << encoding << " cut at " << cut;
            EXPECT_NE(content.problem, "");
            EXPECT_EQ(content.coding, encoding);
            const bool isText = *encoding != 'b';
            const std::string_view got = base::asText(content.bytes);
            EXPECT_TRUE(!isText || longText.starts_with(got)) << encoding << ' ' << cut;
        }
    }
    const std::string half = gzipped(longText);
    EXPECT_FALSE(decode(half.substr(0, half.size() - 9), "gzip").bytes.empty());
}

TEST(ContentCoding, SaysWhatIsDamaged)
{
    for (const char *encoding : {"gzip", "br", "zstd", "deflate", "gzip, br"}) {
        const DecodedContent content = decode("\xff\xff surely nothing of that kind", encoding);
        EXPECT_FALSE(content.complete) << encoding;
        EXPECT_NE(content.problem, "") << encoding;
    }
    EXPECT_EQ(base::asText(decode(gzipped(page) + "trailing", "gzip").bytes), page);
    EXPECT_FALSE(decode(gzipped(page) + "trailing", "gzip").complete);
    const DecodedContent unknown = decode(page, "compress");
    EXPECT_FALSE(unknown.complete);
    EXPECT_EQ(unknown.problem, "The content coding \"compress\" is not known.");
}

TEST(ContentCoding, NamesTheOutermostTrouble)
{
    const std::string inner = zstandard(page);
    const std::string outer = gzipped(inner);
    const DecodedContent content = decode(outer.substr(0, outer.size() - 4), "zstd, gzip");
    EXPECT_FALSE(content.complete);
    EXPECT_EQ(content.coding, "gzip");
    EXPECT_EQ(base::asText(content.bytes), page); // all of it came through, only gzip's own end is missing
}

TEST(ContentCoding, BoundsTheOutput)
{
    const std::string bomb = gzipped(std::string(10'000'000, 'x'));
    base::Limits limits;
    limits.decodeRatio = 10;
    DecodedContent content = decode(bomb, "gzip", limits);
    EXPECT_STREQ(content.limit, "decode.ratio_limit");
    EXPECT_EQ(content.bytes.size(), bomb.size() * 10);
    limits = {};
    limits.decodedBytes = 1000;
    for (const auto &[body, encoding] :
        {std::pair{bomb, "gzip"}, std::pair{deflated(std::string(5000, 'x'), 15), "deflate"},
            std::pair{zstandard(std::string(5000, 'x')), "zstd"}}) {
        content = decode(body, encoding, limits);
        EXPECT_STREQ(content.limit, "decode.size_limit") << encoding;
        EXPECT_EQ(content.bytes.size(), 1000U) << encoding;
        EXPECT_FALSE(content.complete);
    }
    // A short input may always grow to a page.
    limits = {};
    limits.decodeRatio = 1;
    EXPECT_TRUE(decode(gzipped(std::string(60'000, 'x')), "gzip", limits).complete);
}

TEST(ContentCoding, ListsCodings)
{
    EXPECT_THAT(contentCodings("GZip, identity,, br ,\tzstd"), ElementsAre("gzip", "br", "zstd"));
    EXPECT_TRUE(contentCodings("").empty());
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "gzip,";
    EXPECT_EQ(contentCodings(many).size(), 16U);
    EXPECT_TRUE(isKnownCoding("BR"));
    EXPECT_FALSE(isKnownCoding("compress"));
}

} // namespace
} // namespace telltale::decode
