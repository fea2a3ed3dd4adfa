// SPDX-License-Identifier: GPL-3.0-or-later
// One side alone: header blocks joined, decoded, or known to be lost.
#include "http/http2_side.h"

#include "http2_frames.h"

#include <gtest/gtest.h>

namespace telltale::http {
namespace {

using namespace test;

class Log : public Http2SideEvents {
public:
    void preface(base::Side) override { text += "preface "; }
    void headers(base::Side, std::uint32_t stream, HeaderSection &&section, bool endStream, base::Origin) override
    {
        text += std::to_string(stream) + "[";
        for (const Field &field : section.fields)
            text += field.name + "=" + field.value + ";";
        text += endStream ? "]. " : "] ";
    }
    void headersLost(base::Side, std::uint32_t stream, bool endStream, base::Origin) override
    {
        text += std::to_string(stream) + (endStream ? "lost. " : "lost ");
    }
    void pushPromise(base::Side, std::uint32_t promised, HeaderSection &&, base::Origin) override
    {
        text += "push" + std::to_string(promised) + " ";
    }
    void body(base::Side, std::uint32_t, base::ByteView bytes, base::Origin) override { text += base::asText(bytes); }
    void bodyGap(base::Side, std::uint32_t, std::uint64_t size, base::Origin) override
    {
        text += "<" + std::to_string(size) + ">";
    }
    void endStream(base::Side, std::uint32_t stream, base::Origin) override
    {
        text += "end" + std::to_string(stream) + " ";
    }
    void resetStream(base::Side, std::uint32_t stream, base::Origin) override
    {
        text += "reset" + std::to_string(stream) + " ";
    }
    void framesLost(base::Side, base::Origin) override { text += "~ "; }
    void anomaly(const base::Anomaly &anomaly, base::Origin) override { text += std::string("!") + anomaly.id + " "; }
    std::string text;
};

std::string read(
    const std::string &octets, base::Limits limits = {}, std::uint64_t gap = 0, const std::string &after = {})
{
    Log log;
    Http2Side side(base::Side::originator, limits, log);
    side.read(base::asBytes(octets), {});
    if (gap > 0)
        side.gap(gap, {});
    side.read(base::asBytes(after), {});
    return log.text;
}

TEST(Http2Side, JoinsContinuations)
{
    const std::string block = literal("a", "1") + literal("b", "2");
    EXPECT_EQ(read(settingsFrame() + frame(1, 1, 3, block.substr(0, 3)) + frame(9, 0, 3, block.substr(3, 4))
                  + frame(9, 4, 3, block.substr(7))),
        "3[a=1;b=2;]. ");
}

TEST(Http2Side, BoundsJoinedBlocks)
{
    base::Limits limits;
    limits.headerBytes = 64;
    const std::string part = literal("a", std::string(30, 'x'));
    EXPECT_EQ(read(settingsFrame() + frame(1, 1, 3, part) + frame(9, 0, 3, part) + frame(9, 4, 3, part), limits),
        "!http.header_limit !http2.hpack_lost 3lost. ");
}

TEST(Http2Side, KnowsWhichHeadersWereLost)
{
    const std::string headers = headersFrame(1, inserted("a", "1"), true);
    EXPECT_EQ(read(settingsFrame() + headers.substr(0, 10), {}, headers.size() - 10,
                  headersFrame(3, indexed(62) + literal("b", "2"))),
        "!http2.hpack_lost 1lost. !http2.hpack_lost 3[b=2;] ");
    EXPECT_EQ(read(settingsFrame() + frame(1, 0, 1, literal("a", "1")) + frame(9, 4, 1, "xxxx").substr(0, 10), {}, 3,
                  headersFrame(3, literal("b", "2"))),
        "!http2.hpack_lost 1lost 3[b=2;] ");
}

TEST(Http2Side, ReportsPromisesResetsAndGoingAway)
{
    EXPECT_EQ(read(settingsFrame() + frame(5, 4, 1, std::string("\0\0\0\2", 4) + literal("a", "1")) + resetFrame(2)
                  + dataFrame(1, "x", true) + frame(7, 0, 0, std::string("\0\0\0\1\0\0\0\2", 8))),
        "push2 reset2 xend1 !http2.goaway ");
}

TEST(Http2Side, SaysWhenABlockIsNoHpack)
{
    EXPECT_EQ(read(settingsFrame() + headersFrame(1, literal("a", "1") + "\x80")), "!http2.hpack_error 1[a=1;] ");
    EXPECT_EQ(read(settingsFrame() + headersFrame(1, "\x80", true)), "!http2.hpack_error 1lost. ");
}

} // namespace
} // namespace telltale::http
