// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/frame_reader.h"

#include "http2_frames.h"

#include <gtest/gtest.h>

namespace telltale::http {
namespace {

using namespace test;

class Log : public FrameEvents {
public:
    void preface(base::Origin) override { text += "preface "; }
    void frame(const FrameHeader &header, base::ByteView payload, base::Origin) override
    {
        text += "f" + std::to_string(int(header.type)) + ":" + std::to_string(payload.size()) + " ";
    }
    void dataPiece(const FrameHeader &, base::ByteView bytes, base::Origin) override { text += base::asText(bytes); }
    void dataGap(const FrameHeader &, std::uint64_t size, base::Origin) override
    {
        text += "<" + std::to_string(size) + ">";
    }
    void dataEnd(const FrameHeader &, base::Origin) override { text += ". "; }
    void frameLost(const FrameHeader &header, base::Origin) override
    {
        text += "lost" + std::to_string(int(header.type)) + " ";
    }
    void framesLost(base::Origin) override { text += "~ "; }
    void anomaly(const base::Anomaly &anomaly, base::Origin) override { text += std::string("!") + anomaly.id + " "; }
    std::string text;
};

/// Reads @p before, a gap, and @p after, whole and in single octets.
void expectFrames(const std::string &before, std::uint64_t gap, const std::string &after, const std::string &expected)
{
    for (const bool single : {false, true}) {
        const base::Limits limits;
        Log log;
        FrameReader reader(limits, log);
        const auto feed = [&](const std::string &octets) {
            for (std::size_t at = 0; at < octets.size(); at += single ? 1 : octets.size())
                reader.read(base::asBytes(std::string_view(octets).substr(at, single ? 1 : octets.size())), {});
        };
        feed(before);
        if (!after.empty()) {
            reader.gap(gap, {});
            feed(after);
        }
        EXPECT_EQ(log.text, expected) << (single ? "in single octets" : "whole");
    }
}

TEST(FrameReader, CutsFrames)
{
    expectFrames(prefaceAndSettings() + headersFrame(1, "abc") + dataFrame(1, "body") + frame(99, 0, 0, "?")
            + frame(6, 0, 0, "12345678"),
        0, "", "preface f4:0 f1:3 body. f6:8 ");
}

TEST(FrameReader, DropsPadding)
{
    expectFrames(frame(0, 8, 1, std::string("\3") + "bodypad") + frame(0, 8, 1, std::string("\5")), 0, "",
        "body. !http2.malformed_frame . ");
}

TEST(FrameReader, JumpsHolesInPayloads)
{
    expectFrames(dataFrame(1, "abcdef").substr(0, 11), 2, "ef" + frame(6, 0, 0, "12345678"), "ab<2>ef. f6:8 ");
    expectFrames(headersFrame(1, "abcdef").substr(0, 11), 4, dataFrame(1, "x"), "lost1 x. ");
    expectFrames(headersFrame(1, "abcdef").substr(0, 11), 3, "f" + dataFrame(1, "x"), "lost1 x. ");
}

TEST(FrameReader, FindsFramesAfterAHole)
{
    expectFrames(settingsFrame(), 77, "noise" + dataFrame(1, "ab") + dataFrame(3, "c"), "f4:0 ~ ab. c. ");
    expectFrames(dataFrame(1, "abcdef").substr(0, 11), 500,
        std::string(20, '\0') + frame(8, 0, 0, "aaaa") + settingsFrame(), "ab<4>~ f8:4 f4:0 ");
}

TEST(FrameReader, LeavesNonsense)
{
    const std::string body(300, 'y'); // long enough for every chance header to be refuted by what follows it
    expectFrames(settingsFrame() + dataFrame(0, "x") + frame(6, 0, 0, "12345678") + dataFrame(1, body), 0, "",
        "f4:0 !http2.malformed_frame ~ f6:8 " + body + ". ");
}

TEST(FrameReader, BoundsFrames)
{
    base::Limits limits;
    limits.headerBytes = 10;
    Log log;
    FrameReader reader(limits, log);
    reader.read(base::asBytes(headersFrame(1, std::string(11, 'x')) + settingsFrame()), {});
    EXPECT_EQ(log.text, "!http.header_limit lost1 f4:0 ");
}

} // namespace
} // namespace telltale::http
