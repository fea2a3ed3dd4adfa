// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shard.h"

#include "rules/rules_folder.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(Shard, endsWithAShardEndAfterAllItsWork)
{
    tls::KeyStore keys;
    engine::BoundedQueue<engine::Findings> findings(100);
    {
        engine::Shard shard(keys, session::PayloadStore::create().value(), rules::loadRules(TELLTALE_RULES_DIR).value(), {}, findings);
        auto batch = std::make_unique<engine::PacketBatch>();
        net::TransportPacket packet;
        packet.transport = net::Transport::udp;
        packet.source = {*net::IpAddress::parse("10.42.0.2"), 1000};
        packet.destination = {*net::IpAddress::parse("192.0.2.1"), 2000};
        const std::string payload = "datagram";
        packet.payload = base::asBytes(payload);
        batch->add(packet, {{5}, 1});
        shard.give(std::move(batch));
        shard.close();
    }
    std::size_t connections = 0;
    bool ended = false;
    while (auto found = findings.pop(std::chrono::milliseconds(0))) {
        for (const engine::Finding &finding : *found) {
            EXPECT_FALSE(ended) << "nothing comes behind the end";
            connections += std::holds_alternative<session::Connection>(finding) ? 1 : 0;
            ended = std::holds_alternative<engine::ShardEnd>(finding);
        }
    }
    EXPECT_TRUE(ended);
    EXPECT_GE(connections, 1U);
}
