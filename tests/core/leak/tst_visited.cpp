// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/visited.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale::leak;

namespace {

bool visited(telltale::session::HeaderList headers, const char *method = "GET")
{
    return isVisitedPage(
        OpenedRequest(Sent{.url = "https://clinic.example.org/a", .headers = std::move(headers), .method = method})
            .message);
}

constexpr const char *browser = "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36";

} // namespace

TEST(Visited, fetchMetadataDecides)
{
    EXPECT_TRUE(visited(navigation()));
    EXPECT_FALSE(visited({{"sec-fetch-dest", "iframe"}, {"sec-fetch-mode", "navigate"}}));
    EXPECT_FALSE(visited(
        {{"sec-fetch-dest", "empty"}, {"sec-fetch-mode", "cors"}, {"Accept", "text/html"}, {"User-Agent", browser}}));
    EXPECT_FALSE(visited(
        {{"sec-fetch-dest", "document"}, {"sec-fetch-mode", "navigate"}, {"Sec-Purpose", "prefetch;prerender"}}));
    EXPECT_FALSE(visited(navigation(), "OPTIONS"));
}

TEST(Visited, withoutThemABrowserThatAsksForHtml)
{
    const telltale::session::HeaderList page{{"User-Agent", browser}, {"Accept", "text/html,*/*;q=0.8"}};
    EXPECT_TRUE(visited(page));
    EXPECT_FALSE(visited(page, "POST"));
    EXPECT_FALSE(visited({{"User-Agent", "okhttp/4"}, {"Accept", "text/html"}}));
    EXPECT_FALSE(visited({{"User-Agent", browser}, {"Accept", "*/*"}}));
    auto script = page;
    script.push_back({"X-Requested-With", "XMLHttpRequest"});
    EXPECT_FALSE(visited(script));
    auto cross = page;
    cross.push_back({"Origin", "https://a.org"});
    EXPECT_FALSE(visited(cross));
}

TEST(Visited, theAddressHasNoFragment)
{
    telltale::session::Exchange exchange;
    exchange.url = "https://a.org/b?c#d";
    EXPECT_EQ(visitedAddress(exchange), "https://a.org/b?c");
}
