// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/user_agent.h"

#include "core/attribution/requests.h"

#include <gtest/gtest.h>

using namespace telltale;
using attribution::appOfUserAgent;
using session::Confidence;

namespace {

#define ANDROID "Mozilla/5.0 (Linux; Android 13; SM-S901B"
#define CHROME ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"

struct Case {
    const char *userAgent;
    const char *package;
    const char *name;
    Confidence confidence;
};

const Case cases[] = {
    {"Mozilla/5.0 (Linux; U; Android 10; en-us; Redmi Note 8 Build/QKQ1) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Version/4.0 "
     "Chrome/71.0.3578.141 Mobile Safari/537.36 XiaoMi/MiuiBrowser/12.1.4-g",
        "com.android.browser", "Mi Browser", Confidence::likely},
    {ANDROID CHROME " Mint Browser/3.9.3", "com.mi.globalbrowser.mini", "Mint Browser", Confidence::likely},
    {ANDROID CHROME, "com.android.chrome", "Chrome", Confidence::possible},
    {ANDROID CHROME " EdgA/120.0", "com.microsoft.emmx", "Edge", Confidence::likely},
    {"Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/22.0 "
     "Chrome/111 Mobile Safari/537.36",
        "com.sec.android.app.sbrowser", "Samsung Internet", Confidence::likely},
    {ANDROID CHROME " OPR/76.2", "com.opera.browser", "Opera", Confidence::likely},
    {"Mozilla/5.0 (Android 13; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0", "org.mozilla.firefox", "Firefox",
        Confidence::possible},
    {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36", "",
        "Chrome", Confidence::possible},
    {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 "
     "Mobile/15E148 Safari/604.1",
        "", "Safari", Confidence::possible},
    {"My%20Weather/3 CFNetwork/1410.0.3 Darwin/22.6.0", "", "My Weather", Confidence::likely},
    {"com.example.weather/1.2 (Linux; U; Android 13)", "com.example.weather", "", Confidence::likely},
};

} // namespace

TEST(UserAgent, table)
{
    const auto rules = attribution::bundledRules();
    ASSERT_TRUE(rules);
    for (const Case &c : cases) {
        const auto app = appOfUserAgent(rules->apps(), c.userAgent);
        ASSERT_TRUE(app) << c.userAgent;
        EXPECT_EQ(app->package, c.package) << c.userAgent;
        EXPECT_EQ(app->name, c.name) << c.userAgent;
        EXPECT_EQ(app->confidence, c.confidence) << c.userAgent;
        EXPECT_EQ(app->source, session::AppSource::header);
    }
}

TEST(UserAgent, librariesAndWebViewsNameNoApp)
{
    const auto rules = attribution::bundledRules();
    ASSERT_TRUE(rules);
    for (const char *userAgent : {"", "okhttp/4.9.0", "Dalvik/2.1.0 (Linux; U; Android 10; Redmi Note 8)",
             "SensorsAnalytics iOS SDK", "curl/8.0",
             "Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
             "Chrome/120.0 Mobile Safari/537.36"})
        EXPECT_FALSE(appOfUserAgent(rules->apps(), userAgent)) << userAgent;
}
