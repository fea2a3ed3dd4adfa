// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/relay_event.h"

#include "intercept/relay_limits.h"

#include <gtest/gtest.h>

namespace telltale::intercept {
namespace {

RelayEvent sample()
{
    return {RelayEventKind::accepted, *base::parseRfc3339("2026-11-22T10:11:12.123456789Z"),
        {*net::IpAddress::parse("10.42.0.2"), 50123}, {*net::IpAddress::parse("2001:db8::1"), 443}, "a.example", "",
        "h2", "TLSv1.3"};
}

TEST(RelayEvent, IsOneLineOfJson)
{
    EXPECT_EQ(formatRelayEvent(sample()),
        R"({"event":"accepted","time":"2026-11-22T10:11:12.123456789Z","station":{"ip":"10.42.0.2","port":50123},)"
        R"("destination":{"ip":"2001:db8::1","port":443},"host":"a.example","reason":null,"alpn":"h2","tls_version":"TLSv1.3"})"
        "\n");
    RelayEvent bare;
    bare.kind = RelayEventKind::passedThrough;
    bare.reason = "not_tls";
    EXPECT_EQ(formatRelayEvent(bare),
        R"({"event":"passed_through","time":"1970-01-01T00:00:00.000000000Z","station":null,"destination":null,)"
        R"("host":null,"reason":"not_tls","alpn":null,"tls_version":null})"
        "\n");
}

TEST(RelayEvent, ComesBackAsItWas)
{
    for (const auto kind : {RelayEventKind::listening, RelayEventKind::certificateAuthority,
             RelayEventKind::certificateFetched, RelayEventKind::accepted, RelayEventKind::clientRejectedCertificate,
             RelayEventKind::upstreamFailed, RelayEventKind::passedThrough, RelayEventKind::linesLost}) {
        RelayEvent event = sample();
        event.kind = kind;
        event.lines = kind == RelayEventKind::linesLost ? 7 : 0;
        event.host = "odd \"name\"\n\xc3\xa9";
        const auto back = readRelayEvent(formatRelayEvent(event));
        ASSERT_TRUE(back) << nameOf(kind);
        EXPECT_EQ(back->kind, kind);
        EXPECT_EQ(back->time, event.time);
        EXPECT_EQ(back->station, event.station);
        EXPECT_EQ(back->destination, event.destination);
        EXPECT_EQ(back->host, event.host);
        EXPECT_EQ(back->lines, event.lines);
        EXPECT_EQ(back->alpn, event.alpn);
        EXPECT_EQ(back->tlsVersion, event.tlsVersion);
    }
}

TEST(RelayEvent, IsNotReadFromAnythingElse)
{
    const std::string good = formatRelayEvent(sample());
    for (std::size_t size = 0; size + 2 < good.size(); ++size)
        EXPECT_FALSE(readRelayEvent(std::string_view(good).substr(0, size))) << size;
    for (const char *line : {"[]", "null", "{}", R"({"event":"accepted"})",
             R"({"event":"new","time":"2026-11-22T10:11:12Z"})", R"({"event":"accepted","time":"yesterday"})",
             R"({"event":"accepted","time":"2026-11-22T10:11:12Z","station":"x"})",
             R"({"event":"accepted","time":"2026-11-22T10:11:12Z","station":{"ip":"10.0.0.1","port":65536}})",
             R"({"event":"accepted","time":"2026-11-22T10:11:12Z","station":{"ip":"ten","port":1}})"})
        EXPECT_FALSE(readRelayEvent(line)) << line;
    EXPECT_FALSE(readRelayEvent(good + std::string(RelayLimits::eventLineBytes, ' ')));
    EXPECT_TRUE(readRelayEvent(R"({"more":[1],"event":"accepted","time":"2026-11-22T10:11:12Z"})"));
}

} // namespace
} // namespace telltale::intercept
