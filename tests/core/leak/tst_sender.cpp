// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/sender.h"

#include "session/header_block.h"

#include <gtest/gtest.h>

using namespace telltale;
using session::HeaderList;
using session::Party;
using session::SentBy;

namespace {

session::Sender senderOf(
    const HeaderList &headers, const char *method = "POST", const char *url = "https://api.mixpanel.com/track?ip=0")
{
    session::Exchange exchange;
    exchange.method = method;
    exchange.url = url;
    return leak::senderOf(exchange, headers);
}

const std::string oldBrowser = "Mozilla/5.0 (Linux; U; Android 9) Chrome/71.0.3578.141 XiaoMi/MiuiBrowser/12.1.3-g";
const std::string newBrowser = "Mozilla/5.0 (Linux; Android 10; K) Chrome/120.0.0.0 Mobile Safari/537.36";
const char *const plainUrl = "http://c.example.net/a";

} // namespace

TEST(Sender, whoMadeIt)
{
    const struct {
        const char *what;
        HeaderList headers;
        const char *method;
        const char *url;
        SentBy by;
        const char *evidence;
    } cases[] = {
        {"an SDK without a name", {}, "POST", plainUrl, SentBy::app, "no User-Agent"},
        {"an SDK", {{"User-Agent", "Dalvik/2.1.0"}}, "GET", plainUrl, SentBy::app, "User-Agent of no browser"},
        {"a page's script", {{"Origin", "https://a.example"}}, "POST", plainUrl, SentBy::page, "Origin"},
        {"a page's picture", {{"Referer", "https://a.example/"}}, "GET", plainUrl, SentBy::page, "Referer"},
        {"a page without an origin", {{"Origin", "null"}}, "POST", plainUrl, SentBy::page, "Origin"},
        {"a page that sends no referrer", {{"Sec-Fetch-Site", "cross-site"}}, "GET", plainUrl, SentBy::page,
            "Sec-Fetch-Site: cross-site"},
        {"typed into the address bar", {{"Sec-Fetch-Site", "none"}}, "GET", plainUrl, SentBy::app,
            "Sec-Fetch-Site: none"},
        {"the browser's own service, in the name of its site",
            {{"Origin", "https://www.google.com"}, {"Sec-Fetch-Site", "none"}, {"User-Agent", newBrowser}}, "POST",
            "https://accounts.google.com/ListAccounts", SentBy::app, "Sec-Fetch-Site: none"},
        {"sends something, and names no origin", {{"User-Agent", oldBrowser}}, "POST", plainUrl, SentBy::app,
            "POST without Origin"},
        {"a picture without a referrer, or the browser", {{"User-Agent", oldBrowser}}, "GET", plainUrl, SentBy::unknown,
            ""},
        {"the same over https", {{"User-Agent", oldBrowser}}, "GET", "https://c.example.net/a", SentBy::unknown, ""},
        {"a browser that says so of every page", {{"User-Agent", newBrowser}}, "GET", "https://c.example.net/a",
            SentBy::app, "no Sec-Fetch-Site"},
        {"but not over plain http", {{"User-Agent", newBrowser}}, "GET", plainUrl, SentBy::unknown, ""},
    };
    for (const auto &c : cases) {
        const session::Sender sender = senderOf(c.headers, c.method, c.url);
        EXPECT_EQ(sender.by, c.by) << c.what;
        EXPECT_EQ(sender.evidence.empty() ? "" : sender.evidence.front(), c.evidence) << c.what;
        if (c.by != SentBy::page) {
            EXPECT_EQ(sender.origin, "") << c.what;
            EXPECT_EQ(sender.party, Party::unknown) << c.what;
        }
    }
}

TEST(Sender, whichPageAndWhoseSite)
{
    const struct {
        const char *what;
        HeaderList headers;
        const char *origin;
        Party party;
    } cases[] = {
        {"a tracker", {{"origin", "https://news.example.org"}, {"referer", "https://news.example.org/a"}},
            "https://news.example.org", Party::third},
        {"a tracker, by the referrer", {{"Referer", "https://news.example.org:8443/a?b"}},
            "https://news.example.org:8443", Party::third},
        {"the page's own site", {{"Origin", "https://www.mixpanel.com"}, {"Sec-Fetch-Site", "same-site"}},
            "https://www.mixpanel.com", Party::first},
        {"its own server, without a referrer", {{"Sec-Fetch-Site", "same-origin"}}, "https://api.mixpanel.com",
            Party::first},
        {"its own site, without a referrer", {{"Sec-Fetch-Site", "same-site"}}, "", Party::first},
        {"some other site's page", {{"Sec-Fetch-Site", "cross-site"}}, "", Party::third},
        {"nobody knows", {{"Origin", "null"}}, "", Party::unknown},
        {"a frame in another site's page", {{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Storage-Access", "none"}},
            "https://api.mixpanel.com", Party::third},
    };
    for (const auto &c : cases) {
        const session::Sender sender = senderOf(c.headers);
        EXPECT_EQ(sender.by, SentBy::page) << c.what;
        EXPECT_EQ(sender.origin, c.origin) << c.what;
        EXPECT_EQ(sender.party, c.party) << c.what;
    }
}

TEST(Sender, aFrameIsNoPage)
{
    const auto frame = senderOf({{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Storage-Access", "active"}});
    EXPECT_TRUE(leak::isEmbeddedFrame(frame, "api.mixpanel.com"));
    EXPECT_EQ(frame.evidence.back(), "Sec-Fetch-Storage-Access");
    const auto page = senderOf({{"Sec-Fetch-Site", "same-origin"}});
    EXPECT_FALSE(leak::isEmbeddedFrame(page, "api.mixpanel.com"));
    const auto tracker = senderOf({{"Origin", "https://a.example"}, {"Sec-Fetch-Storage-Access", "none"}});
    EXPECT_FALSE(leak::isEmbeddedFrame(tracker, "api.mixpanel.com"));
    EXPECT_EQ(tracker.evidence, std::vector<std::string>{"Origin"});
}
