// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fragment_reassembler.h"

#include "core/net/packet_builder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

/// Feeds fragments and remembers what came of them.
struct Desk {
    base::Limits limits;
    FragmentReassembler reassembler{limits};
    std::vector<base::Anomaly> anomalies;
    double seconds = 0;

    std::optional<std::string> add(std::size_t offset, const std::string &payload, bool more, std::uint16_t id = 1)
    {
        const ByteBuffer bytes = ipv4(text(payload), {.identification = id, .offset = offset, .more = more});
        const IpPacket packet = ipv4Packet({bytes, bytes.size()});
        const base::Timestamp now{static_cast<std::int64_t>(seconds * 1e9)};
        auto whole = reassembler.add(packet, now, anomalies);
        return whole ? std::optional<std::string>(base::asText(*whole)) : std::nullopt;
    }
    [[nodiscard]] std::string told() const { return anomalies.empty() ? "" : anomalies.back().id; }
};

TEST(FragmentReassembler, PutsTogetherInAnyOrder)
{
    struct Piece {
        std::size_t offset;
        std::string text;
        bool more;
    };
    std::vector<Piece> pieces{{0, "01234567", true}, {8, "89abcdef", true}, {16, "tail", false}};
    std::vector<int> order{0, 1, 2};
    do {
        Desk desk;
        std::optional<std::string> whole;
        for (const int i : order) {
            const Piece &piece = pieces[static_cast<std::size_t>(i)];
            EXPECT_FALSE(whole);
            whole = desk.add(piece.offset, piece.text, piece.more);
        }
        EXPECT_EQ(whole, "0123456789abcdeftail");
        EXPECT_EQ(desk.told(), "");
        EXPECT_EQ(desk.reassembler.size(), 0U);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(FragmentReassembler, KeepsDatagramsApart)
{
    Desk desk;
    EXPECT_FALSE(desk.add(0, "11111111", true, 1));
    EXPECT_FALSE(desk.add(0, "22222222", true, 2));
    EXPECT_EQ(desk.add(8, "one", false, 1), "11111111one");
    EXPECT_EQ(desk.add(8, "two", false, 2), "22222222two");
}

TEST(FragmentReassembler, TheFirstCopyWins)
{
    Desk desk;
    EXPECT_FALSE(desk.add(8, "BBBBBBBB", true));
    EXPECT_FALSE(desk.add(0, "aaaaaaaabbbbbbbbcccccccc", true));
    EXPECT_EQ(desk.told(), "ip.fragment_overlap");
    EXPECT_EQ(desk.add(24, "end", false), "aaaaaaaaBBBBBBBBccccccccend");
}

TEST(FragmentReassembler, ARepeatedFragmentIsNothingOdd)
{
    Desk desk;
    EXPECT_FALSE(desk.add(0, "aaaaaaaa", true));
    EXPECT_FALSE(desk.add(0, "aaaaaaaa", true));
    EXPECT_EQ(desk.add(8, "b", false), "aaaaaaaab");
    EXPECT_EQ(desk.told(), "");
}

TEST(FragmentReassembler, DisagreementOnTheEndIsTold)
{
    Desk desk;
    EXPECT_FALSE(desk.add(8, "end", false));
    EXPECT_FALSE(desk.add(16, "12345678", true));
    EXPECT_EQ(desk.told(), "ip.fragment_overlap");
    desk.anomalies.clear();
    EXPECT_FALSE(desk.add(8, "other end", false));
    EXPECT_EQ(desk.told(), "ip.fragment_overlap");
    Desk late;
    EXPECT_FALSE(late.add(16, "12345678", true));
    EXPECT_FALSE(late.add(0, "12345678", false));
    EXPECT_EQ(late.told(), "ip.fragment_overlap");
}

TEST(FragmentReassembler, ImpossibleFragmentsAreTold)
{
    Desk desk;
    EXPECT_FALSE(desk.add(0, "123", true));
    EXPECT_EQ(desk.told(), "ip.malformed");
    EXPECT_FALSE(desk.add(65528, "123456789", false));
    EXPECT_FALSE(desk.add(0, "", true));
    EXPECT_EQ(desk.anomalies.size(), 3U);
    EXPECT_EQ(desk.reassembler.size(), 0U);
}

TEST(FragmentReassembler, GivesUpAfterThirtySeconds)
{
    Desk desk;
    EXPECT_FALSE(desk.add(0, "aaaaaaaa", true));
    desk.seconds = 31;
    EXPECT_FALSE(desk.add(8, "b", false));
    EXPECT_EQ(desk.told(), "ip.fragment_timeout");
}

TEST(FragmentReassembler, MemoryIsBounded)
{
    Desk desk;
    for (int i = 0; i < 20000; ++i) {
        desk.add(65000, "12345678", true, static_cast<std::uint16_t>(i));
        ASSERT_LE(desk.reassembler.size(), desk.limits.fragmentBytes + 70000);
    }
    EXPECT_EQ(desk.told(), "ip.fragment_limit");
}

} // namespace
} // namespace telltale::net
