// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/paced_source.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

/// Three packets a tenth of a second apart.
class ThreePackets final : public capture::PacketSource {
public:
    capture::SourceEvent next() override
    {
        if (m_given == 3)
            return capture::EndOfInput{};
        capture::Packet packet;
        packet.origin = {{static_cast<std::int64_t>(m_given) * 100'000'000}, ++m_given};
        return packet;
    }
    [[nodiscard]] std::uint64_t position() const override { return m_given; }
    [[nodiscard]] std::uint64_t size() const override { return 3; }

private:
    std::uint64_t m_given = 0;
};

} // namespace

TEST(PacedSource, givesEveryPacketInOrder)
{
    engine::PacedSource source(std::make_unique<ThreePackets>(), 10.0);
    std::uint64_t packets = 0;
    for (;;) {
        const auto event = source.next();
        if (const auto *packet = std::get_if<capture::Packet>(&event))
            EXPECT_EQ(packet->origin.packet, ++packets);
        else if (!std::holds_alternative<capture::NothingYet>(event))
            break;
    }
    EXPECT_EQ(packets, 3U);
    EXPECT_EQ(source.size(), 3U);
}
