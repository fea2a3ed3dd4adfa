// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/payload_walk.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

TEST(PayloadWalk, keysAndEvents)
{
    decode::DecodeTree tree(base::asBytes("[{\"a\":[\"x\"]}]"));
    const auto add = [&](std::uint32_t parent, const char *step, const char *key) {
        decode::Node node;
        node.parent = parent;
        node.step = step;
        node.key = key;
        node.linear = true;
        return tree.add(node);
    };
    const auto json = add(0, "json", "");
    const auto event = add(json, "", "[0]");
    const auto list = add(event, "", "a");
    const auto item = add(list, "", "[0]");
    EXPECT_EQ(keyOf(tree, item), "a");
    EXPECT_EQ(keyOf(tree, event), "");
    const auto events = eventNodes(tree);
    EXPECT_EQ(events[item], event);
    EXPECT_EQ(events[event], event);
    EXPECT_EQ(events[json], json);
    EXPECT_EQ(events[0], 0U);
}
