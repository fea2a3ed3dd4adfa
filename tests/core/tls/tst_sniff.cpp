// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/sniff.h"

#include "octets.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

TEST(Sniff, table)
{
    struct Case {
        const char *start;
        Sniff expected;
    };
    for (const auto &c : {Case{"160301020001", Sniff::yes}, Case{"160300003002", Sniff::yes},
             Case{"16030400300200", Sniff::yes}, Case{"160305003001", Sniff::no}, Case{"160201003001", Sniff::no},
             Case{"16030148010b", Sniff::no}, Case{"17030300300100", Sniff::no}, Case{"1603", Sniff::needMore},
             Case{"", Sniff::needMore}, Case{"802e01030100", Sniff::yes}, Case{"802e02030100", Sniff::no},
             Case{"474554202f20", Sniff::no}, Case{"47", Sniff::no}}) {
        EXPECT_EQ(sniffTls(octets(c.start)), c.expected) << c.start;
        EXPECT_EQ(looksLikeTls(octets(c.start)), c.expected == Sniff::yes);
    }
}

} // namespace telltale::tls::test
