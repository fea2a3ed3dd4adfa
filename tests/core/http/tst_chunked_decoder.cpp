// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/chunked_decoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace telltale::http {
namespace {

struct Case {
    std::string coded;
    std::string body;
    std::string end; ///< "ended", "more" or the anomaly
    std::string rest; ///< what was not read
};

struct Outcome {
    std::string body;
    std::string end = "more";
    std::size_t unread = 0;
};

Outcome decode(ChunkedDecoder &decoder, std::string_view coded, std::size_t piece)
{
    Outcome outcome;
    for (std::size_t at = 0; at < coded.size(); at += piece) {
        base::ByteView input = base::asBytes(coded.substr(at, piece));
        for (;;) {
            const ChunkedDecoder::Step step = decoder.read(input);
            outcome.body += base::asText(step.body);
            if (step.status == ChunkedDecoder::Status::data)
                continue;
            if (step.status == ChunkedDecoder::Status::more)
                break;
            const bool ended = step.status == ChunkedDecoder::Status::ended;
            outcome.end = ended ? "ended" : decoder.problem().id;
            outcome.unread = coded.size() - at - std::min(piece, coded.size() - at) + input.size();
            return outcome;
        }
    }
    return outcome;
}

TEST(ChunkedDecoder, DecodesWholeAndInSingleOctets)
{
    const Case cases[] = {
        {"3\r\nabc\r\n0\r\n\r\nNEXT", "abc", "ended", "NEXT"},
        {"0003 ; a=\"b\"\r\nabc\r\n \t2\r\nde\n0\n\n", "abcde", "ended", ""},
        {"A\r\n0123456789\r\n", "0123456789", "more", ""},
        {"1\r\na\r\n0\r\nX: 1\r\nY: 2\r\n\r\n", "a", "ended", ""},
        {"1 junk\r\na\r\n0\r\n\r\n", "a", "ended", ""},
        {"FFFFFFFFFFFFFFFF\r\nab", "ab", "more", ""},
        {"10000000000000000\r\nab", "", "http.chunk_overflow", "ab"},
        {"xyz\r\nab", "", "http.bad_chunk", "ab"},
        {"-1\r\nab", "", "http.bad_chunk", "ab"},
        {"\r\n3\r\n", "", "http.bad_chunk", "3\r\n"},
        {"1\r\nabc", "a", "http.bad_chunk", "bc"},
    };
    for (const Case &c : cases) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, c.coded.size()}) {
            const base::Limits limits;
            ChunkedDecoder decoder(limits);
            const Outcome outcome = decode(decoder, c.coded, piece);
            EXPECT_EQ(outcome.body, c.body) << c.coded;
            EXPECT_EQ(outcome.end, c.end) << c.coded;
            EXPECT_EQ(outcome.unread, c.rest.size()) << c.coded;
        }
    }
}

TEST(ChunkedDecoder, GivesTrailers)
{
    const base::Limits limits;
    ChunkedDecoder decoder(limits);
    EXPECT_EQ(decode(decoder, "0\r\nX: 1\r\nY: 2\r\n\r\n", 100).end, "ended");
    const std::vector<Field> trailers = decoder.takeTrailers();
    ASSERT_EQ(trailers.size(), 2U);
    EXPECT_EQ(trailers[1], (Field{"Y", "2"}));
}

TEST(ChunkedDecoder, BoundsLines)
{
    base::Limits limits;
    limits.headerBytes = 64;
    ChunkedDecoder sizes(limits);
    EXPECT_EQ(decode(sizes, std::string(10000, '0'), 7).end, "http.bad_chunk");
    ChunkedDecoder trailers(limits);
    EXPECT_EQ(decode(trailers, "0\r\n" + std::string(40, 'a') + "\r\n" + std::string(40, 'b') + "\r\n\r\n", 7).end,
        "http.header_limit");
}

TEST(ChunkedDecoder, JumpsHolesInsideAChunkOnly)
{
    const base::Limits limits;
    ChunkedDecoder decoder(limits);
    EXPECT_FALSE(decoder.skip(1));
    EXPECT_EQ(decode(decoder, "5\r\nab", 100).body, "ab");
    EXPECT_FALSE(decoder.skip(4));
    EXPECT_FALSE(decoder.skip(0));
    EXPECT_TRUE(decoder.skip(3));
    EXPECT_EQ(decode(decoder, "\r\n0\r\n\r\n", 100).end, "ended");
}

} // namespace
} // namespace telltale::http
