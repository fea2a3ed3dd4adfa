// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exchange_codec.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::session;

namespace {

Message message(std::uint64_t seed)
{
    return {{seed, seed + 1}, {seed + 2, seed + 3}, seed + 4, seed + 5, "text/html; charset=utf-8", "gzip", {seed, seed + 9}, true, false};
}

Exchange sample()
{
    Exchange e;
    e.id = {{77, 2}, 3};
    e.time = {1};
    e.requestEnd = {2};
    e.end = {3};
    e.version = HttpVersion::h2;
    e.method = "POST";
    e.scheme = "https";
    e.host = "a.example";
    e.url = "https://a.example/" + std::string(5000, 'x');
    e.status = 204;
    e.recipient = {"a.example", "example", "Org", "CN", "rule"};
    e.incognito = true;
    e.appIsOwn = true;
    e.client = *net::IpAddress::parse("fd00::2");
    e.ended = true;
    e.request = message(100);
    e.response = message(200);
    e.tracker = TrackerMatch{"Service", "events", "analytics", Readable::partly, "a reason", "a source"};
    e.data = {{DataKind::location, "latitude", "52.5", "it says so", "body", {"json", "lat"}, {7, 11}, base::Timestamp{9}},
        {DataKind::time, "time", "1", "w", "url", {}, {0, 1}, std::nullopt}};
    return e;
}

void expectSame(const Message &a, const Message &b)
{
    EXPECT_EQ(a.headers, b.headers);
    EXPECT_EQ(a.body, b.body);
    EXPECT_EQ(a.size, b.size);
    EXPECT_EQ(a.decodedSize, b.decodedSize);
    EXPECT_EQ(a.contentType, b.contentType);
    EXPECT_EQ(a.contentEncoding, b.contentEncoding);
    EXPECT_EQ(a.packets, b.packets);
    EXPECT_EQ(a.complete, b.complete);
    EXPECT_EQ(a.gaps, b.gaps);
}

} // namespace

TEST(ExchangeCodec, everythingButTheAppComesBack)
{
    const Exchange e = sample();
    const auto back = decodeExchange(encodeExchange(e));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->id, e.id);
    EXPECT_EQ(back->time, e.time);
    EXPECT_EQ(back->requestEnd, e.requestEnd);
    EXPECT_EQ(back->end, e.end);
    EXPECT_EQ(back->version, e.version);
    EXPECT_EQ(back->method, e.method);
    EXPECT_EQ(back->scheme, e.scheme);
    EXPECT_EQ(back->host, e.host);
    EXPECT_EQ(back->url, e.url);
    EXPECT_EQ(back->status, e.status);
    EXPECT_EQ(back->recipient, e.recipient);
    EXPECT_TRUE(back->incognito && back->appIsOwn && back->ended);
    EXPECT_EQ(back->client, e.client);
    EXPECT_EQ(back->tracker, e.tracker);
    EXPECT_EQ(back->data, e.data);
    expectSame(back->request, e.request);
    expectSame(back->response, e.response);
}

TEST(ExchangeCodec, absentFactsStayAbsent)
{
    const auto back = decodeExchange(encodeExchange({}));
    ASSERT_TRUE(back);
    EXPECT_FALSE(back->status);
    EXPECT_FALSE(back->tracker);
    EXPECT_TRUE(back->data.empty());
    EXPECT_TRUE(back->client.isNull());
    EXPECT_TRUE(back->request.packets.empty());
}

TEST(ExchangeCodec, octetsThatAreMissingOrTooManyGiveNothing)
{
    base::ByteBuffer bytes = encodeExchange(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_FALSE(decodeExchange(base::ByteView(bytes).first(size))) << size;
    bytes.push_back(0);
    EXPECT_FALSE(decodeExchange(bytes));
}
