// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/app_marking.h"

#include <gtest/gtest.h>

using namespace telltale;
using engine::AppMarking;
using session::App;
using session::AppSource;
using session::Confidence;

namespace {

const App header{"com.shop", "Shop", AppSource::header, Confidence::likely};
const session::ConnectionId c1{1, 0}, c2{2, 0};

/// A session in an outbox, with the last state that was sent of everything.
struct Session {
    std::map<session::ConnectionId, session::Connection> connections;
    std::map<session::ExchangeId, session::Exchange> exchanges;
    std::map<std::string, session::Leak> leaks;
    engine::Outbox out{1, [this](const auto &batch) {
                           for (const auto &value : batch->connections)
                               connections.insert_or_assign(value.id, value);
                           for (const auto &value : batch->exchanges)
                               exchanges.insert_or_assign(value.id, value);
                           for (const auto &value : batch->leaks)
                               leaks.insert_or_assign(value.id, value);
                       }};
    AppMarking apps{rules::loadRules(TELLTALE_RULES_DIR).value(), out};

    void connect(const session::ConnectionId &id, std::uint16_t port)
    {
        session::Connection &connection = out.connections[id];
        connection.id = id;
        connection.packets = 4;
        connection.end = {5'000'000'000};
        connection.originator = {*net::IpAddress::parse("10.42.0.2"), port};
        connection.responder = {*net::IpAddress::parse("203.0.113.5"), 443};
        apps.judge().add(connection);
        apps.mark(id);
        out.changed(id);
    }
    void request(const session::ConnectionId &id, std::uint32_t ordinal, const attribution::Claims &own = {})
    {
        session::Exchange exchange;
        exchange.id = {id, ordinal};
        apps.mark(exchange, own);
        out.exchanges.put(exchange);
        out.exchanges.setOwn(*out.exchanges.facts(exchange.id), own);
    }
    void leak(const std::string &id, const session::ExchangeId &exchange)
    {
        session::Leak leak;
        leak.id = id;
        leak.exchange = exchange;
        out.leaks.insert_or_assign(id, leak);
        out.leakChanged(id);
        apps.follow(leak);
    }
    /// The phone says whose socket it is.
    void own(std::uint16_t port, const std::string &package)
    {
        const net::Endpoint local{*net::IpAddress::parse("10.42.0.2"), port};
        const net::Endpoint remote{*net::IpAddress::parse("203.0.113.5"), 443};
        apps.judge().add(attribution::UidPackages{AppSource::device, {1}, port, {package}, 0, {}, {}});
        const attribution::SocketSeen seen{
            AppSource::device, {2'000'000'000}, net::Transport::tcp, local, remote, port};
        apps.judge().add(seen);
        apps.judge().add(attribution::SocketGone{seen});
    }
    std::string appOf(const session::ExchangeId &id) const
    {
        const auto &app = exchanges.at(id).app;
        return app ? app->package : std::string();
    }
};

} // namespace

TEST(AppMarking, whatIsLearntLaterReachesExchangesAndTheirLeaks)
{
    Session session;
    session.connect(c1, 40001);
    session.connect(c2, 40002);
    session.request(c1, 1);
    session.request(c2, 1);
    session.leak("l1", {c1, 1});
    session.out.send();
    EXPECT_EQ(session.appOf({c1, 1}), "");
    EXPECT_FALSE(session.leaks.at("l1").app);
    session.own(40001, "com.a");
    session.apps.markTouched(false);
    session.out.send();
    ASSERT_TRUE(session.connections.at(c1).app);
    EXPECT_EQ(session.connections.at(c1).app->package, "com.a");
    EXPECT_EQ(session.appOf({c1, 1}), "com.a");
    ASSERT_TRUE(session.leaks.at("l1").app);
    EXPECT_EQ(session.leaks.at("l1").app->package, "com.a");
    EXPECT_EQ(session.appOf({c2, 1}), "") << "another connection's";
}

TEST(AppMarking, aRequestsOwnWordCountsForItsConnection)
{
    Session session;
    session.connect(c1, 40001);
    session.request(c1, 1);
    session.request(c1, 2, {header});
    session.out.send();
    EXPECT_TRUE(session.exchanges.at({c1, 2}).appIsOwn);
    EXPECT_FALSE(session.exchanges.at({c1, 1}).appIsOwn);
    EXPECT_EQ(session.appOf({c1, 1}), "com.shop") << "one connection belongs to one app";
    ASSERT_TRUE(session.connections.at(c1).app);
    EXPECT_EQ(session.connections.at(c1).app->package, "com.shop");
}

TEST(AppMarking, inTheEndTheOrderPlaysNoPart)
{
    Session early, late;
    early.own(40001, "com.a");
    early.connect(c1, 40001);
    early.request(c1, 1, {header});
    late.connect(c1, 40001);
    late.request(c1, 1, {header});
    late.own(40001, "com.a");
    for (Session *session : {&early, &late}) {
        session->apps.settle();
        session->out.send();
    }
    EXPECT_EQ(early.connections.at(c1).appClaims, late.connections.at(c1).appClaims);
    EXPECT_EQ(early.exchanges.at({c1, 1}).appClaims, late.exchanges.at({c1, 1}).appClaims);
    EXPECT_EQ(early.appOf({c1, 1}), "com.a");
}
