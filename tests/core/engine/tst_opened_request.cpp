// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/opened_request.h"

#include "support/rule_folder.h"

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
    ASSERT_TRUE(opened->app);
    EXPECT_EQ(opened->app->package, "com.android.browser");
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
    EXPECT_FALSE(opened->app);
}

TEST(RequestOpener, rulesSayWhatATrackerIsSent)
{
    rules::ScratchFolder folder;
    const std::string rule = rules::trackerFile("S", "e", "t.example.org")
        + "[[endpoint.value]]\nat = \"body:i\"\nkind = \"identifier\"\nname = \"install_id\"\nwhy = \"w\"\n"
          "[[endpoint.value]]\nat = \"body:w\"\nkind = \"account\"\nname = \"login\"\nwhy = \"w\"\n";
    folder.write("s.toml", rule);
    const auto library = rules::TrackerLibrary::open("/nowhere", {folder.path()}).value();
    const engine::RequestOpener opener(rules::loadRules(TELLTALE_RULES_DIR).value(), {}, library);
    session::Exchange exchange;
    exchange.method = "POST";
    exchange.host = "t.example.org";
    exchange.url = "https://t.example.org/x";
    const auto open = [&] { return opener.open(exchange, {}, base::asBytes(R"({"i":"i-77","w":"ada"})")); };
    const auto opened = open();
    ASSERT_TRUE(opened->exchange.tracker);
    EXPECT_EQ(opened->exchange.tracker->service, "S");
    ASSERT_EQ(opened->exchange.data.size(), 2U);
    EXPECT_EQ(opened->exchange.data[1].value, "ada");
    EXPECT_EQ(opened->record.identifiers, (std::vector<session::SentIdentifier>{{"install_id", "i-77"}}));
    ASSERT_EQ(opened->record.data.size(), 1U) << "what is no leak by itself is not kept for the search";
    EXPECT_EQ(opened->record.data[0].name, "login");

    folder.remove("s.toml");
    EXPECT_FALSE(library->refresh());
    EXPECT_FALSE(open()->exchange.tracker) << "a change counts for the next request";
}
