// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/change_text.h"

#include <gtest/gtest.h>

namespace telltale::hotspot {
namespace {

const Change forwarding{"Forwarding was switched on.", "/proc/sys/net/ipv4/ip_forward", "0", "1", "echo '0' | \"tee\""};
const Change rule{"A rule was \n added.", "", "", "", "sudo nft delete"};

TEST(ChangeText, ReadsWhatItWrote)
{
    EXPECT_EQ(parseChanges(changeLine(forwarding) + changeLine(rule)), (std::vector<Change>{forwarding, rule}));
}

TEST(ChangeText, ALineThatWasCutOffIsLeftOut)
{
    const std::string text = changeLine(forwarding) + changeLine(rule);
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_LE(parseChanges(std::string_view(text).substr(0, length)).size(), 2U);
    EXPECT_EQ(parseChanges(text.substr(0, text.size() - 5)), std::vector<Change>{forwarding});
    EXPECT_EQ(parseChanges("nonsense\n{}\n[]\n\n" + changeLine(rule)), std::vector<Change>{rule});
}

} // namespace
} // namespace telltale::hotspot
