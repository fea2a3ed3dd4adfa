// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analyst.h"

#include "support/rule_folder.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

using namespace telltale;

namespace {

/// Runs an analyst over findings that are all there already.
struct AnalystBench {
    std::shared_ptr<const rules::RuleSet> rules = rules::loadRules(TELLTALE_RULES_DIR).value();
    engine::BoundedQueue<engine::Findings> queue{1000};
    std::map<session::ConnectionId, session::Connection> connections;
    std::map<session::ExchangeId, session::Exchange> exchanges;
    std::map<std::string, attribution::AppFace> faces;
    std::optional<base::Timestamp> interceptionEnded;
    std::optional<session::Summary> summary;

    void give(engine::Finding finding)
    {
        engine::Findings findings;
        findings.push_back(std::move(finding));
        queue.push(std::move(findings));
    }

    void request(session::ConnectionId connection, std::uint32_t ordinal, const std::string &host,
                 session::HeaderList headers, const char *server = "192.0.2.1")
    {
        session::Exchange exchange;
        exchange.server = *net::IpAddress::parse(server);
        exchange.id = {connection, ordinal};
        exchange.method = "POST";
        exchange.host = host;
        exchange.url = "https://" + host + "/x";
        give(engine::RequestOpener(rules, {}).open(exchange, std::move(headers), {}));
    }

    void run(const engine::Options &options = {})
    {
        give(engine::ReaderEnd{});
        engine::Analyst analyst({queue, 0, rules, false, {}, attribution::bundledCountries()}, options, 1,
                                [this](const std::shared_ptr<const engine::Batch> &batch) {
                                    for (const auto &c : batch->connections)
                                        connections.insert_or_assign(c.id, c);
                                    for (const auto &e : batch->exchanges)
                                        exchanges.insert_or_assign(e.id, e);
                                    for (const auto &face : batch->faces)
                                        faces.insert_or_assign(face->package, *face);
                                    if (batch->interceptionEnded)
                                        interceptionEnded = batch->interceptionEnded;
                                    if (batch->summary)
                                        summary = batch->summary;
                                });
        analyst.run();
    }
};

session::Connection connectionTo(std::uint64_t id, const char *server)
{
    session::Connection connection;
    connection.id = {id, 0};
    connection.originator.ip = *net::IpAddress::parse("10.42.0.2");
    connection.responder.ip = *net::IpAddress::parse(server);
    connection.packets = 1;
    return connection;
}

} // namespace

TEST(Analyst, aRequestWithoutEvidenceTakesTheAppOfItsConnection)
{
    for (const bool evidenceFirst : {true, false}) {
        AnalystBench bench;
        bench.give(connectionTo(1, "192.0.2.1"));
        const session::HeaderList named{{"User-Agent", "x XiaoMi/MiuiBrowser/12.1.4-g"}};
        bench.request({1, 0}, 1, "a.example", evidenceFirst ? named : session::HeaderList{});
        bench.request({1, 0}, 2, "a.example", evidenceFirst ? session::HeaderList{} : named);
        bench.run();
        for (const auto &[id, exchange] : bench.exchanges) {
            ASSERT_TRUE(exchange.app) << evidenceFirst;
            EXPECT_EQ(exchange.app->package, "com.android.browser");
        }
    }
}

TEST(Analyst, theServersCountryIsThatOfItsAddress)
{
    AnalystBench bench;
    bench.request({1, 0}, 1, "sa.api.intl.miui.com", {}, "77.88.8.8");
    bench.request({2, 0}, 1, "sa.api.intl.miui.com", {}, "10.42.0.1");
    bench.run();
    const session::Recipient &far = bench.exchanges.at({{1, 0}, 1}).recipient;
    EXPECT_EQ(far.country, "CN");
    EXPECT_EQ(far.serverCountry, "RU");
    EXPECT_TRUE(far.serverSource.starts_with("geo-whois-asn-country 20")) << far.serverSource;
    EXPECT_EQ(bench.exchanges.at({{2, 0}, 1}).recipient.serverCountry, "");
}

TEST(Analyst, thePhonesOwnWordCountsMoreThanTheRequests)
{
    using namespace attribution;
    for (const bool socketsFirst : {true, false}) {
        AnalystBench bench;
        session::Connection connection = connectionTo(1, "192.0.2.1");
        connection.originator.port = 40000;
        connection.responder.port = 443;
        connection.time = {1'000'000'000};
        connection.end = {3'000'000'000};
        const auto phone = [&] {
            bench.give(PhoneEvent(SocketSeen{session::AppSource::device, {2'000'000'000}, net::Transport::tcp, connection.originator, connection.responder, 10123}));
            bench.give(PhoneEvent(UidPackages{session::AppSource::device, {2'000'000'000}, 10123, {"com.phone.app"}, 0, {}, {}}));
        };
        if (socketsFirst)
            phone();
        bench.give(connection);
        bench.request({1, 0}, 1, "a.example", {{"User-Agent", "x XiaoMi/MiuiBrowser/12.1.4-g"}});
        if (!socketsFirst)
            phone();
        bench.run();
        for (const auto &claims : {bench.connections.at({1, 0}).appClaims, bench.exchanges.at({{1, 0}, 1}).appClaims}) {
            ASSERT_EQ(claims.size(), 2U) << socketsFirst;
            EXPECT_EQ(claims[0].package, "com.phone.app");
            EXPECT_EQ(claims[1].package, "com.android.browser");
        }
        EXPECT_EQ(bench.exchanges.at({{1, 0}, 1}).app->source, session::AppSource::device);
    }
}

TEST(Analyst, whatBeganAfterTheInterceptionDidNotGoPastIt)
{
    for (const bool endFirst : {true, false}) {
        AnalystBench bench;
        bench.give(intercept::RelayEvent{}); // the relay listens
        if (endFirst)
            bench.give(engine::InterceptionEnd{{20}});
        for (const std::uint64_t id : {1, 2}) {
            session::Connection connection = connectionTo(id, "192.0.2.1");
            connection.time = {static_cast<std::int64_t>(id) * 15};
            connection.originator.port = static_cast<std::uint16_t>(40000 + id);
            connection.security = session::Security::tls;
            connection.decryption = session::Decryption::none;
            connection.reason = session::Reason::noKey;
            connection.closed = true;
            bench.give(connection);
        }
        if (!endFirst)
            bench.give(engine::InterceptionEnd{{20}});
        bench.run();
        EXPECT_EQ(bench.connections.at({1, 0}).reason, session::Reason::relayBypassed) << endFirst;
        EXPECT_EQ(bench.connections.at({2, 0}).reason, session::Reason::noKey) << endFirst;
        ASSERT_TRUE(bench.interceptionEnded);
        EXPECT_EQ(bench.interceptionEnded->nanoseconds, 20);
    }
}

TEST(Analyst, appsAreShownAsThePhoneShowsThem)
{
    using namespace attribution;
    for (const bool faceFirst : {true, false}) {
        AnalystBench bench;
        auto connection = connectionTo(1, "192.0.2.1");
        connection.originator.port = 40000;
        connection.responder.port = 443;
        connection.time = {1'000'000'000};
        connection.end = {3'000'000'000};
        AppFace face;
        face.package = "com.phone.app";
        face.label = "Otter Mail";
        face.icon = {{"a picture", 0}};
        if (faceFirst)
            bench.give(PhoneEvent(face));
        bench.give(connection);
        bench.request({1, 0}, 1, "a.example", {});
        bench.give(PhoneEvent(SocketSeen{session::AppSource::device, {2'000'000'000}, net::Transport::tcp, connection.originator, connection.responder, 10123}));
        bench.give(PhoneEvent(UidPackages{session::AppSource::device, {2'000'000'000}, 10123, {"com.phone.app"}, 0, {}, {}}));
        if (!faceFirst)
            bench.give(PhoneEvent(face));
        bench.run();
        const session::App mail{"com.phone.app", "Otter Mail", session::AppSource::device, session::Confidence::certain};
        EXPECT_EQ((bench.connections[{1, 0}].app), mail);
        EXPECT_EQ((bench.exchanges[{{1, 0}, 1}].app), mail);
        EXPECT_EQ(bench.faces["com.phone.app"], face);
    }
}

TEST(Analyst, whatThePhoneShowsIsPrivate)
{
    AnalystBench bench;
    bench.give(connectionTo(1, "192.0.2.1"));
    bench.request({1, 0}, 1, "a.example", {}); // at 0
    bench.give(attribution::PhoneEvent(attribution::Foreground{{-5}, "com.android.chrome", "x", "x", true}));
    bench.run();
    EXPECT_TRUE(bench.exchanges.at({{1, 0}, 1}).incognito);
    AnalystBench open;
    open.give(connectionTo(1, "192.0.2.1"));
    open.request({1, 0}, 1, "a.example", {});
    open.give(attribution::PhoneEvent(attribution::Foreground{{-5}, "com.android.chrome", "x", "x", false}));
    open.run();
    EXPECT_FALSE(open.exchanges.at({{1, 0}, 1}).incognito);
}

TEST(Analyst, nobodyIsNamedWithoutEvidence)
{
    AnalystBench bench;
    bench.give(connectionTo(1, "192.0.2.1"));
    bench.request({1, 0}, 1, "nobody-knows.example", {});
    bench.run();
    EXPECT_FALSE(bench.exchanges.begin()->second.app);
    EXPECT_FALSE(bench.connections.begin()->second.app);
}

TEST(Analyst, namesAConnectionByWhatTheStationAskedFor)
{
    AnalystBench bench;
    session::Connection resolver = connectionTo(1, "10.42.0.1");
    session::DnsAnswer answer;
    answer.connection = resolver.id;
    answer.query = "push.example.net";
    answer.addresses = {*net::IpAddress::parse("192.0.2.9")};
    session::Connection silent = connectionTo(2, "192.0.2.9");
    silent.time = {5};
    bench.give(silent); // the shard of this one was faster
    bench.give(resolver);
    bench.give(answer);
    bench.run();
    const session::Connection &named = bench.connections.at({2, 0});
    EXPECT_EQ(named.host, "push.example.net");
    EXPECT_EQ(named.hostSource, session::HostSource::dns);
}

TEST(Analyst, countsEncryptedConnectionsByWhetherTheyWereRead)
{
    AnalystBench bench;
    session::Connection read = connectionTo(1, "192.0.2.1");
    read.security = session::Security::tls;
    read.decryption = session::Decryption::partial;
    session::Connection closed = connectionTo(2, "192.0.2.1");
    closed.security = session::Security::tls;
    closed.decryption = session::Decryption::none;
    bench.give(read);
    bench.give(closed);
    bench.give(connectionTo(3, "192.0.2.1"));
    bench.run();
    EXPECT_EQ(bench.summary->connections, 3U);
    EXPECT_EQ(bench.summary->decrypted, 1U);
    EXPECT_EQ(bench.summary->undecrypted, 1U);
}

TEST(Analyst, rulesThatBreakWhileWatchingAreTold)
{
    rules::ScratchFolder folder;
    folder.write("s.toml", rules::trackerFile("S", "e", "t.example.org"));
    const auto library = rules::TrackerLibrary::open("/nowhere", {folder.path()}).value();
    folder.write("s.toml", "service = 7");
    AnalystBench bench;
    std::promise<session::AnomalyRecord> told;
    engine::Analyst analyst({bench.queue, 0, bench.rules, true, {}, nullptr, library}, {}, 1,
                            [&](const std::shared_ptr<const engine::Batch> &batch) {
                                if (!batch->anomalies.empty() && !batch->summary)
                                    told.set_value(batch->anomalies.front());
                            });
    std::thread running([&] { analyst.run(); });
    const session::AnomalyRecord anomaly = told.get_future().get();
    bench.give(engine::ReaderEnd{});
    running.join();
    EXPECT_EQ(anomaly.id, "rules.unusable");
    EXPECT_NE(anomaly.detail.find("s.toml:1:11:"), std::string::npos) << anomaly.detail;
    EXPECT_EQ(library->table()->rules().size(), 1U) << "those before stay in use";
}
