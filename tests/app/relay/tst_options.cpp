// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <gtest/gtest.h>

namespace telltale::relaying {
namespace {

using Words = std::vector<std::string>;

std::string refusal(const Words &words)
{
    const auto options = parseOptions(words);
    if (options)
        return {};
    EXPECT_EQ(options.error().kind, base::ErrorKind::usage);
    return options.error().text();
}

TEST(RelayOptions, AreAllThere)
{
    const auto options = parseOptions({"--listen", "10.42.0.1:8443", "--listen=[fd42::1]:0", "--station",
        "10.42.0.0/24", "--interface", "hs0", "--pass", ".bank.example", "--only", "a.example", "--always", "b.example",
        "--page", "10.42.0.1:8080", "--events-fd", "5", "--upstream", "127.0.0.1:9", "--upstream-ca", "x.pem",
        "--upstream-ca", "y.pem", "--ca-dir", "/ca"});
    ASSERT_TRUE(options);
    const Options &o = options.value();
    ASSERT_EQ(o.listen.size(), 2U);
    EXPECT_EQ(o.listen[0].port(), 8443);
    EXPECT_TRUE(o.listen[1].address().is_v6());
    EXPECT_TRUE(o.stations.contains(*net::IpAddress::parse("10.42.0.7")));
    EXPECT_TRUE(o.pass.contains("www.bank.example"));
    EXPECT_TRUE(o.only.contains("a.example"));
    EXPECT_TRUE(o.always.contains("b.example"));
    EXPECT_EQ(o.page->port(), 8080);
    EXPECT_EQ(o.eventsDescriptor, 5);
    EXPECT_EQ(o.upstream->port(), 9);
    EXPECT_EQ(o.upstreamAuthorities, (Words{"x.pem", "y.pem"}));
    EXPECT_EQ(o.authorityFolder, "/ca");
    EXPECT_EQ(o.interface, "hs0");
}

TEST(RelayOptions, RefuseToListenEverywhere)
{
    for (const char *address : {"0.0.0.0:8443", "[::]:8443"}) {
        EXPECT_NE(refusal({"--listen", address, "--station", "10.0.0.1"}).find("every address"), std::string::npos);
        EXPECT_NE(refusal({"--page", address, "--station", "10.0.0.1"}).find("every address"), std::string::npos);
    }
}

TEST(RelayOptions, SayWhatIsWrong)
{
    const Words base{"--listen", "10.42.0.1:8443", "--station", "10.42.0.2"};
    const auto with = [&](const Words &more) {
        Words words = base;
        words.insert(words.end(), more.begin(), more.end());
        return refusal(words);
    };
    EXPECT_EQ(with({}), "");
    EXPECT_NE(refusal({"--listen", "10.42.0.1:8443"}).find("--station"), std::string::npos);
    EXPECT_NE(refusal({"--station", "10.42.0.2"}).find("--listen"), std::string::npos);
    for (const Words &more : {Words{"--listen"}, {"--listen", ""}, {"--listen", "8443"}, {"--listen", "::1:8443"},
             {"--listen", "[10.0.0.1]:1"}, {"--listen", "10.0.0.1:65536"}, {"--listen", "224.0.0.1:1"},
             {"--station", "phone"}, {"--pass", "a b"}, {"--events-fd", "0"}, {"--events-fd", "x"},
             {"--upstream", "10.0.0.1:0"}, {"--nothing"}, {"word"}})
        EXPECT_NE(with(more), "") << more.front() << ' ' << more.back();
}

} // namespace
} // namespace telltale::relaying
