// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/search_engines.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

using namespace telltale::leak;

namespace {

struct Case {
    const char *url;
    const char *engine; // empty: no search
    const char *query;
    bool typed = false;
};

const Case cases[] = {
    {"https://www.google.com/search?q=purple+otter+4821&client=ms-android-xiaomi", "Google", "purple otter 4821"},
    {"https://www.google.co.uk/search?hl=en&q=caf%C3%A9", "Google", "caf\u00e9"},
    {"https://www.google.de/complete/search?client=chrome&q=pur", "Google", "pur", true},
    {"https://duckduckgo.com/?q=abortion%20clinic%20k%C3%B6ln&t=h_", "DuckDuckGo", "abortion clinic k\u00f6ln"},
    {"https://duckduckgo.com/ac/?q=purp&type=list", "DuckDuckGo", "purp", true},
    {"https://www.bing.com/search?q=x1&form=QBLH", "Bing", "x1"},
    {"https://www.bing.com/osjson.aspx?query=pu", "Bing", "pu", true},
    {"https://yandex.ru/search/?text=%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82&lr=213", "Yandex",
        "\u043f\u0440\u0438\u0432\u0435\u0442"},
    {"https://yandex.com.tr/search/touch/?text=abc", "Yandex", "abc"},
    {"https://www.baidu.com/s?wd=%D6%D0%B9%FA&ie=gbk", "Baidu", "\u4e2d\u56fd"},
    {"https://m.baidu.com/s?word=abc", "Baidu", "abc"},
    {"https://www.sogou.com/web?query=abc", "Sogou", "abc"},
    {"https://www.so.com/s?q=abc", "360 Search", "abc"},
    {"https://so.toutiao.com/search?keyword=abc", "Toutiao", "abc"},
    {"https://search.yahoo.com/search?p=abc&fr=yfp", "Yahoo", "abc"},
    {"https://de.search.yahoo.com/search;_ylt=1?p=abc", "", ""},
    {"https://www.ecosia.org/search?q=abc", "Ecosia", "abc"},
    {"https://search.brave.com/search?q=abc", "Brave Search", "abc"},
    {"https://search.naver.com/search.naver?query=abc", "Naver", "abc"},
    {"https://www.youtube.com/results?search_query=abc", "YouTube", "abc"},
    {"https://en.wikipedia.org/w/index.php?search=otter", "Wikipedia", "otter"},
    {"https://metager.org/meta/meta.ger3?eingabe=abc", "MetaGer", "abc"},
    {"https://www.google.com/", "", ""},
    {"https://www.google.com/search?q=+", "", ""},
    {"https://www.google.com/gen_204?q=abc", "", ""},
    {"https://www.google.evil.example/search?q=abc", "", ""},
    {"https://example.org/search?q=abc", "", ""},
    {"https://duckduckgo.com/about?q=abc", "", ""},
};

} // namespace

TEST(SearchEngines, table)
{
    ASSERT_TRUE(bundledRules());
    for (const Case &c : cases) {
        const OpenedRequest request(Sent{.url = c.url});
        const auto search = recogniseSearch(*bundledRules(), request.message);
        ASSERT_EQ(search.has_value(), *c.engine != '\0') << c.url;
        if (!search)
            continue;
        EXPECT_EQ(search->engine, c.engine) << c.url;
        EXPECT_EQ(search->query, c.query) << c.url;
        EXPECT_EQ(search->typed, c.typed) << c.url;
    }
}

TEST(SearchEngines, formsAreSearchedToo)
{
    const OpenedRequest request(
        Sent{.url = "https://www.startpage.com/sp/search", .body = "cat=web&query=purple+otter%21"});
    const auto search = recogniseSearch(*bundledRules(), request.message);
    ASSERT_TRUE(search);
    EXPECT_EQ(search->engine, "Startpage");
    EXPECT_EQ(search->query, "purple otter!");
}

TEST(SearchEngines, aPreflightIsNoSearch)
{
    const OpenedRequest request(Sent{.url = "https://www.google.com/search?q=abc", .method = "OPTIONS"});
    EXPECT_FALSE(recogniseSearch(*bundledRules(), request.message));
}
