// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/identity_book.h"

#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::SizeIs;

TEST(IdentityBook, requestsBecomeIdentifiersAndProfiles)
{
    std::shared_ptr<const engine::Batch> sent;
    engine::Outbox out(1, [&](std::shared_ptr<const engine::Batch> batch) { sent = std::move(batch); });
    engine::IdentityBook book(leak::bundledRules());
    EXPECT_FALSE(book.isDue()) << "nothing came";
    engine::OpenedRequest request;
    request.exchange.id = {{3, 0}, 1};
    request.exchange.recipient.organisation = "Xiaomi";
    request.exchange.data = {{session::DataKind::device, "model", "Redmi", "", "body", {}, {}, {}}};
    request.record.identifiers = {{"gaid", "38400000-8cf0-11bd-b23e-10b96e40000d"}};
    book.add(request);
    EXPECT_TRUE(book.isDue());

    session::App browser;
    browser.name = "Mi Browser";
    session::Connection connection;
    connection.id = {3, 0};
    connection.app = browser;
    out.connections.emplace(connection.id, connection);
    book.tell(out);
    EXPECT_FALSE(book.isDue());
    out.send();
    ASSERT_TRUE(sent);
    ASSERT_THAT(sent->identifiers, SizeIs(1));
    EXPECT_EQ(sent->identifiers[0].apps, std::vector<std::string>{"Mi Browser"}) << "its connection's app";
    ASSERT_THAT(sent->profiles, SizeIs(1));
    ASSERT_TRUE(sent->profiles.begin()->second);
    const session::Profile first = *sent->profiles.begin()->second;
    EXPECT_EQ(first.recipient, "Xiaomi");
    EXPECT_EQ(first.id, sent->profiles.begin()->first);
    EXPECT_EQ(first.categories.at("device"), 1u);

    out.connections.at(connection.id).app->name = "Mi Browser Beta";
    out.changed(connection.id);
    session::Leak leak;
    leak.id = "c3.x1.l0";
    leak.exchange = {{3, 0}, 1};
    leak.value = "purple otter";
    leak.recipient.organisation = "Xiaomi";
    leak.identifiers = request.record.identifiers;
    out.leaks.emplace(leak.id, leak);
    out.leakChanged(leak.id);
    book.tell(out);
    out.send();
    ASSERT_THAT(sent->profiles, SizeIs(1));
    const session::Profile &xiaomi = *sent->profiles.at(first.id);
    EXPECT_EQ(xiaomi.apps, std::vector<std::string>{"Mi Browser Beta"}) << "what was told of the connection since";
    EXPECT_THAT(xiaomi.searches, SizeIs(1)) << "a leak that came since";

    request.exchange.id = {{9, 0}, 1};
    request.exchange.recipient.organisation = "Other";
    book.add(request);
    book.tell(out);
    out.send();
    ASSERT_THAT(sent->profiles, SizeIs(1)) << "the one that did not change is not told again";
    EXPECT_EQ(sent->profiles.begin()->second->recipient, "Other");
}
