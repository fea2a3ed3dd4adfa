// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/host_list.h"

#include <gtest/gtest.h>

namespace telltale::intercept {
namespace {

TEST(HostList, NamesAHostItsDomainOrWhatIsBelow)
{
    HostList list;
    EXPECT_TRUE(list.empty());
    for (const char *pattern : {"Exact.example", ".both.example", "*.below.example", "203.0.113.7"})
        EXPECT_TRUE(list.add(pattern)) << pattern;
    const struct {
        const char *host;
        bool listed;
    } table[] = {{"exact.example", true}, {"EXACT.EXAMPLE.", true}, {"a.exact.example", false}, {"both.example", true},
        {"a.b.both.example", true}, {"notboth.example", false}, {"below.example", false}, {"a.below.example", true},
        {"203.0.113.7", true}, {"203.0.113.8", false}, {"", false}, {".", false}, {"example", false}};
    for (const auto &[host, listed] : table)
        EXPECT_EQ(list.contains(host), listed) << host;
}

TEST(HostList, RefusesWhatIsNoHost)
{
    HostList list;
    for (const char *pattern : {"", ".", "*.", "*", "a..b", "https://a.example", "*.203.0.113.7", "a b", "-.*"})
        EXPECT_FALSE(list.add(pattern)) << pattern;
    EXPECT_TRUE(list.empty());
}

} // namespace
} // namespace telltale::intercept
