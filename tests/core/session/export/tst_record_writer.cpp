// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/record_writer.h"

#include "session/header_block.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(RecordWriter, absentFactsAreNull)
{
    session::Connection connection;
    connection.id = {12, 0};
    connection.originator = {*net::IpAddress::parse("10.42.0.2"), 40000};
    connection.responder = {*net::IpAddress::parse("2001:db8::1"), 443};
    EXPECT_EQ(session::connectionRecord(connection),
              R"({"type":"connection","id":"c12","time":"1970-01-01T00:00:00.000000000Z","end":"1970-01-01T00:00:00.000000000Z",)"
              R"("transport":"tcp","originator":{"ip":"10.42.0.2","port":40000},"responder":{"ip":"2001:db8::1","port":443},)"
              R"("host":null,"host_source":null,"sni":null,"alpn":null,"security":"none","tls_version":null,"cipher":null,)"
              R"("ja4":null,"decryption":"plain","reason":null,"app":null,"app_claims":[],"caller":null,"stack":null,"bytes_sent":0,"bytes_received":0,"packets":0,"gaps":0})");
}

TEST(RecordWriter, aConnectionSaysWhatCodeOpenedIt)
{
    session::Connection connection;
    connection.stack = std::make_shared<const session::CallStack>(
        session::CallStack{"java.net.Socket.connect (native)", "com.shop.Api.\"send\""});
    connection.caller = connection.stack->back();
    const std::string record = session::connectionRecord(connection);
    EXPECT_NE(record.find(R"x("app_claims":[],"caller":"com.shop.Api.\"send\"","stack":["java.net.Socket.connect (native)","com.shop.Api.\"send\""],"bytes_sent")x"),
              std::string::npos) << record;
}

TEST(RecordWriter, aLeakSaysWhatWhereAndHow)
{
    session::Leak leak;
    leak.id = "c1.x1.l0";
    leak.exchange = {{1, 0}, 1};
    leak.kind = session::LeakKind::searchQuery;
    leak.value = "köln \"x\"";
    leak.location = "body";
    leak.path = {"form", "data_list"};
    leak.bytes = {3, 9};
    leak.sender = {session::SentBy::page, "https://a.example", session::Party::third, {"Origin"}};
    leak.linkedBy = session::SentIdentifier{"distinct_id", "4f"};
    leak.source = session::Harvest{{{3, 0}, 1}, leak.time, "www.google.com"};
    leak.identifiers = {{"distinct_id", "4f"}};
    leak.incognito = true;
    leak.incognitoBasis = {session::IncognitoBasis::marked};
    const std::string record = session::leakRecord(leak);
    EXPECT_NE(record.find(R"("kind":"search_query","value":"köln \"x\"")"), std::string::npos) << record;
    EXPECT_NE(record.find(R"("incognito":true,"incognito_basis":["marked"],"sender":{"by":"page","origin":"https://a.example","party":"third","evidence":["Origin"]})"),
              std::string::npos) << record;
    EXPECT_NE(record.find(R"("location":"body","path":["form","data_list"],"bytes":[3,9],"identifiers":[{"kind":"distinct_id","value":"4f"}],"linked_by":{"kind":"distinct_id","value":"4f"}})"),
              std::string::npos) << record;
}

TEST(RecordWriter, anExchangeTakesItsHeadersFromTheStore)
{
    const auto payloads = session::PayloadStore::create().value();
    session::Exchange exchange;
    exchange.id = {{1, 0}, 2};
    exchange.request.headers = payloads->append(session::encodeHeaders({{"Host", "a.example"}}));
    const std::string record = session::exchangeRecord(exchange, *payloads, {});
    EXPECT_NE(record.find(R"("request":{"headers":[["Host","a.example"]],"size":0)"), std::string::npos) << record;
    EXPECT_NE(record.find(R"("status":null,"app":null,"app_claims":[])"), std::string::npos) << record;
}

TEST(RecordWriter, everyClaimOnTheAppIsListed)
{
    session::Connection connection;
    connection.appClaims = {{"com.a", "A", session::AppSource::device, session::Confidence::certain},
        {"", "B", session::AppSource::header, session::Confidence::possible}};
    connection.app = connection.appClaims.front();
    const std::string record = session::connectionRecord(connection);
    EXPECT_NE(record.find(R"("app_claims":[{"package":"com.a","name":"A","source":"device","confidence":"certain"},)"
                          R"({"package":null,"name":"B","source":"header","confidence":"possible"}])"), std::string::npos) << record;
}

TEST(RecordWriter, theRecipientKeepsOrganisationAndServerApart)
{
    const auto payloads = session::PayloadStore::create().value();
    session::Exchange exchange;
    exchange.recipient = {"sa.api.intl.miui.com", "miui.com", "Xiaomi", "CN", "rule", "analytics", "SG",
                          "geo-whois-asn-country 2026-06-17"};
    const std::string record = session::exchangeRecord(exchange, *payloads, {});
    EXPECT_NE(record.find(R"("organisation":"Xiaomi","country":"CN","source":"rule","purpose":"analytics",)"
                          R"("server_country":"SG","server_source":"geo-whois-asn-country 2026-06-17"})"),
              std::string::npos) << record;
    EXPECT_NE(session::exchangeRecord({}, *payloads, {}).find(R"("purpose":null,"server_country":null,"server_source":null})"),
              std::string::npos);
}

TEST(RecordWriter, aTypedSearchNamesItsRequests)
{
    session::Search search;
    search.id = "c1.x1.s";
    search.exchange = {{1, 0}, 1};
    search.engine = "Google";
    search.query = "purple otter";
    search.typed = true;
    search.end = {1'500'000'000};
    search.exchanges = {{{1, 0}, 1}, {{1, 0}, 2}};
    EXPECT_EQ(session::searchRecord(search),
              R"({"type":"search","id":"c1.x1.s","time":"1970-01-01T00:00:00.000000000Z","exchange":"c1.x1","engine":"Google",)"
              R"("query":"purple otter","typed":true,"incognito":false,"end":"1970-01-01T00:00:01.500000000Z","requests":2,)"
              R"("exchanges":["c1.x1","c1.x2"]})");
}

TEST(RecordWriter, whatATrackerIsSent)
{
    const auto payloads = session::PayloadStore::create().value();
    session::Exchange exchange;
    exchange.id = {{1, 0}, 2};
    EXPECT_NE(session::exchangeRecord(exchange, *payloads, {}).find(R"("tracker":null,"data":[])"), std::string::npos);
    exchange.tracker = session::TrackerMatch{
        "Sensors Analytics", "events, form", "analytics", session::Readable::partly, "because", "a paper"};
    exchange.data.push_back({session::DataKind::installedApps, "apps", "org.x", "it says so", "body",
        {"json", "apps"}, {3, 8}, base::Timestamp{1588291200'000000000}});
    const std::string record = session::exchangeRecord(exchange, *payloads, {});
    EXPECT_NE(record.find(R"("tracker":{"service":"Sensors Analytics","endpoint":"events, form","purpose":"analytics",)"
                          R"("readable":"partly","reason":"because","source":"a paper"})"),
        std::string::npos)
        << record;
    EXPECT_NE(record.find(R"("data":[{"kind":"installed_apps","name":"apps","value":"org.x","why":"it says so",)"
                          R"("location":"body","path":["json","apps"],"bytes":[3,8],"event_time":"2020-05-01T)"),
        std::string::npos)
        << record;
}
