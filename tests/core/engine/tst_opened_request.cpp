// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/opened_request.h"

#include "rules/rules_folder.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(RequestOpener, readsEverythingOutOfARequestThatThenMayGo)
{
    const engine::RequestOpener opener(rules::loadRules(TELLTALE_RULES_DIR).value(), {});
    std::unique_ptr<engine::OpenedRequest> opened;
    {
        session::Exchange exchange;
        exchange.id = {{7, 0}, 2};
        exchange.method = "GET";
        exchange.host = "www.google.com";
        exchange.url = "https://www.google.com/search?q=purple+otter";
        opened = opener.open(exchange, {{"X-Requested-With", "com.android.browser"}}, {});
    }
    EXPECT_EQ(opened->exchange.id, (session::ExchangeId{{7, 0}, 2}));
    ASSERT_FALSE(opened->claims.empty());
    EXPECT_EQ(opened->claims[0].package, "com.android.browser");
    ASSERT_TRUE(opened->record.search);
    EXPECT_EQ(opened->record.search->query, "purple otter");
    EXPECT_TRUE(opened->record.visited.empty()) << "a search is no visit";
}

TEST(RequestOpener, aPageThatIsOpenedIsAVisit)
{
    const engine::RequestOpener opener(rules::loadRules(TELLTALE_RULES_DIR).value(), {});
    session::Exchange exchange;
    exchange.method = "GET";
    exchange.host = "clinic.example.org";
    exchange.url = "https://clinic.example.org/a?case=7#top";
    const auto opened = opener.open(exchange, {{"Sec-Fetch-Dest", "document"}, {"Sec-Fetch-Mode", "navigate"}}, {});
    EXPECT_EQ(opened->record.visited, "https://clinic.example.org/a?case=7");
    EXPECT_TRUE(opened->claims.empty());
}
