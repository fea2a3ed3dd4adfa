// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_session.h"

#include <array>

namespace telltale::test {

using session::LeakKind;

base::Timestamp at(double seconds)
{
    return {1'588'255'320'000'000'000 + static_cast<std::int64_t>(seconds * 1e9)};
}

session::Exchange exchange(std::uint64_t connection, double seconds, const std::string &package,
    const std::string &name, const std::string &host, const std::string &path, std::uint64_t sent)
{
    session::Exchange result;
    result.id = {{connection, 0}, 1};
    result.time = at(seconds);
    result.requestEnd = at(seconds + 0.02);
    result.end = at(seconds + 0.1);
    result.method = sent > 0 ? "POST" : "GET";
    result.scheme = "https";
    result.host = host;
    result.url = "https://" + host + path;
    result.status = std::uint16_t{200};
    if (!package.empty())
        result.app = session::App{package, name, session::AppSource::header, session::Confidence::certain};
    result.recipient.host = host;
    result.client = *net::IpAddress::parse("10.42.0.2");
    result.request.size = sent;
    result.request.decodedSize = sent;
    result.request.complete = true;
    return result;
}

session::Connection closedConnection(std::uint64_t connection, double seconds, session::Reason reason)
{
    session::Connection result;
    result.id = {connection, 0};
    result.time = at(seconds);
    result.end = at(seconds + 1);
    result.originator = {*net::IpAddress::parse("10.42.0.2"), 40000};
    result.responder = {*net::IpAddress::parse("149.154.167.51"), 443};
    result.security = session::Security::tls;
    result.decryption = session::Decryption::none;
    result.reason = reason;
    result.bytesSent = 1100;
    return result;
}

session::Leak leak(const std::string &id, const session::Exchange &of, const std::string &value)
{
    session::Leak result;
    result.id = id;
    result.exchange = of.id;
    result.time = of.requestEnd;
    result.value = value;
    result.recipient = of.recipient;
    result.app = of.app;
    result.incognito = of.incognito;
    result.location = "body";
    result.path = {"form", "data_list", "percent", "base64", "gzip", "json", "[0]", "properties", "search_word"};
    return result;
}

namespace {

void addTraffic(engine::Batch &batch)
{
    struct App {
        const char *package;
        const char *name;
        const char *host;
        int count;
    };
    constexpr std::array<App, 5> apps{{{"com.mi.globalbrowser", "Mi Browser", "www.example.org", 26},
        {"com.miui.system", "MIUI System", "api.example.net", 10},
        {"com.google.android.gms", "Google Play services", "play.googleapis.com", 22},
        {"com.android.thememanager", "Themes", "themes.example.com", 5}, {"", "", "198.51.100.7", 8}}};
    std::mt19937 random(7);
    std::uint64_t connection = 100;
    for (const App &app : apps) {
        for (int i = 0; i < app.count; ++i) {
            const double seconds = 84.0 * static_cast<double>(random() % 1000) / 1000;
            auto made = exchange(++connection, seconds, app.package, app.name, app.host,
                "/log/batch?n=" + std::to_string(i), 200 + random() % 6000);
            made.incognito = seconds > 20 && seconds < 64;
            batch.exchanges.push_back(made);
        }
    }
}

void addLeak(engine::Batch &batch, double seconds, const std::string &host, const std::string &value, LeakKind kind)
{
    auto made = exchange(500 + batch.leaks.size(), seconds, "com.mi.globalbrowser", "Mi Browser", host,
        "/sa?project=global_browser", 1400);
    made.incognito = true;
    made.recipient.organisation = "Xiaomi";
    made.recipient.country = "SG";
    auto found = leak("l" + std::to_string(batch.leaks.size() + 1), made, value);
    found.kind = kind;
    found.sender = {session::SentBy::app, {}, session::Party::unknown, {"no User-Agent"}};
    found.eventTime = at(seconds - 0.8);
    found.identifiers = {{"distinct_id", "b9f0a1d2-77aa-4c3e-9a10-000000000000"}};
    batch.exchanges.push_back(made);
    batch.leaks.push_back(found);
}

} // namespace

engine::Batch sampleSession()
{
    engine::Batch batch;
    addTraffic(batch);
    addLeak(batch, 31.964, "sa.api.intl.miui.com", "purple otter 4821", LeakKind::searchQuery);
    addLeak(batch, 32.020, "data.mistat.intl.xiaomi.com", "purple otter 4821", LeakKind::searchQuery);
    addLeak(batch, 42.310, "sa.api.intl.miui.com", "abortion clinic köln", LeakKind::searchQuery);
    addLeak(batch, 53.027, "data.mistat.intl.xiaomi.com", "clinic.example.org/appointments/42", LeakKind::visitedUrl);
    auto byPage = exchange(600, 58, "com.mi.globalbrowser", "Mi Browser", "stats.example.net", "/collect?v=1", 0);
    auto found = leak("l5", byPage, "https://news.example.org/politics");
    found.kind = LeakKind::visitedUrl;
    found.sender = {session::SentBy::page, "https://news.example.org", session::Party::third, {"Origin"}};
    found.location = "header:Referer";
    found.path = {};
    batch.exchanges.push_back(byPage);
    batch.leaks.push_back(found);
    batch.connections.push_back(closedConnection(33, 33, session::Reason::pinned));
    batch.privateSpans = std::vector<session::PrivateSpan>{{at(20), at(64)}};
    batch.progress.packets = 12418;
    batch.progress.now = at(84);
    return batch;
}

engine::Batch randomBatch(std::mt19937 &random)
{
    engine::Batch batch;
    const std::array<std::string, 4> apps{"", "a", "b", "c"};
    for (std::uint64_t i = random() % 12; i > 0; --i) {
        const std::string &app = apps[random() % apps.size()];
        auto made = exchange(
            1 + random() % 300, static_cast<double>(random() % 600) / 10, app, app, "h" + app, "/p", random() % 3000);
        made.incognito = random() % 3 == 0;
        batch.exchanges.push_back(made);
        if (random() % 4 == 0)
            batch.leaks.push_back(leak("l" + std::to_string(made.id.connection.firstPacket), made, "v"));
    }
    for (std::uint64_t i = random() % 4; i > 0; --i) {
        auto closed = closedConnection(1000 + random() % 60, 5, session::Reason::noKey);
        if (random() % 2 == 0)
            closed.decryption = session::Decryption::full;
        batch.connections.push_back(closed);
    }
    return batch;
}

} // namespace telltale::test
