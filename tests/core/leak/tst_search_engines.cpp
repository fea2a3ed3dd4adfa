// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/search_engines.h"

#include "core/leak/requests.h"

#include <gtest/gtest.h>

#include <set>

using namespace telltale;
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
    {"https://www.google.com/s?tbm=map&suggest=p&q=ot", "Google", "ot", true},
    {"https://translate.google.com/translate_a/single?client=t&q=ot", "Google Translations", "ot", true},
    {"https://translate.google.com/?sl=de&text=otter", "Google Translations", "otter"},
    {"https://www.youtube.com/complete/search?q=ot", "YouTube", "ot", true},
    {"https://suggestqueries-clients6.youtube.com/complete/search?q=ot", "YouTube", "ot", true},
    {"https://sp1.baidu.com/5b11fzupBgM18t7jm9iCKT-xh_/su?wd=%D6%D0&cb=x", "Baidu", "\u4e2d", true},
    {"https://m.so.com/suggest/mso?kw=ab", "360 Search", "ab", true},
    {"https://api.qwant.com/v3/suggest?q=ab&locale=de_DE", "Qwant", "ab", true},
    {"https://search.brave.com/api/suggest?q=ab", "Brave Search", "ab", true},
    {"https://ac.ecosia.org/autocomplete?q=ab&type=list", "Ecosia", "ab", true},
    {"https://ac.search.naver.com/nx/ac?q=ab&st=100", "Naver", "ab", true},
    {"https://suggest.yandex.ru/suggest-ff.cgi?part=ab&uil=ru", "Yandex", "ab", true},
    {"https://ff.search.yahoo.com/gossip?output=fxjson&command=ab", "Yahoo", "ab", true},
    {"https://www.sogou.com/suggnew/ajajjson?key=ab&type=web", "Sogou", "ab", true},
    {"https://www.startpage.com/suggestions?q=ab&format=opensearch", "Startpage", "ab", true},
    {"https://en.wikipedia.org/w/api.php?action=opensearch&search=ab", "Wikipedia", "ab", true},
    {"https://completion.amazon.co.uk/api/2017/suggestions?mid=A1&prefix=ab", "Amazon", "ab", true},
    {"https://www.bing.com/AS/Suggestions?qry=ab&cvid=1", "Bing", "ab", true},
    {"https://api.bing.microsoft.com/v7.0/suggestions?q=ab", "Bing", "ab", true},
    // Matomo's list: a host of its own, the query in the path, a country, old charsets.
    {"https://www.abacho.de/suche?q=abc", "Abacho", "abc"},
    {"http://1.cz/s/hledat+n%ECco/", "1.cz", "hledat n\u011bco"},
    {"http://1.cz/s/", "", ""},
    {"https://www.poisk.ru/cgi-bin/poisk?text=%CF%F0%E8%E2%E5%F2", "Poisk.Ru", "\u041f\u0440\u0438\u0432\u0435\u0442"},
    {"https://search.nate.com/search/all.html?q=%B0%A1", "Nate", "\uac00"},
    {"https://search.yahoo.co.jp/search?p=%A4%AB%A4%EF", "Yahoo Japan", "\u304b\u308f"},
    {"https://search.yahoo.co.jp/search?p=%82%A9%82%ED", "Yahoo Japan", "\u304b\u308f"},
    {"https://go.mail.ru/search?q=%CF%F0%E8%E2%E5%F2", "Mail.ru", "\u041f\u0440\u0438\u0432\u0435\u0442"},
    {"https://www.so.com/s?q=%D6%D0%B9%FA", "360 Search", "\u4e2d\u56fd"},
    {"https://de.bing.com/?q=abc", "Bing", "abc"},
    {"https://th.bing.com/th?q=Sea+Otters&w=120", "", ""},
    // What pages load is no search, and what they ask for while people type is typed.
    {"https://www.fixsuche.de/results?q=abc", "Fixsuche", "abc"},
    {"https://www.fixsuche.de/jquery.js?q=1.2", "", ""},
    {"https://www.fixsuche.de/static/logo.png?q=80", "", ""},
    {"https://www.fixsuche.de/api/suggest?q=ab", "Fixsuche", "ab", true},
    {"https://maps.google.com/maps/vt?q=abc", "", ""},
    {"https://www.google.com/url?q=https://example.org", "", ""},
    {"https://www.google.com/", "", ""},
    {"https://www.google.com/search?q=+", "", ""},
    {"https://www.google.com/gen_204?q=abc", "", ""},
    // The list knows the host alone: by the parameters that engines have.
    {"https://www.yellowmap.de/suche?ort=Berlin&query=abc", "Yellowmap", "abc"},
    {"https://yellowmap.de/?Keywords=abc", "Yellowmap", "abc"},
    {"https://www.yellowmap.de/Presentation/AldiSued/de-DE/ResultList?LocX=8.4&ZoomLevel=4", "", ""},
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

namespace {

/// A word in the octets the rule's engine would send it in.
struct Word {
    const char *charset;
    const char *escaped;
    const char *text;
};

Word wordFor(const rules::SearchEngineRule &rule)
{
    const Word words[] = {{"gb18030", "%D6%D0%B9%FA", "\u4e2d\u56fd"}, {"euc-jp", "%A4%AB%A4%EF", "\u304b\u308f"},
        {"cp932", "%82%A9%82%ED", "\u304b\u308f"}, {"cp949", "%BC%F6%B4%DE", "\uc218\ub2ec"},
        {"windows-1251", "%E2%FB%E4%F0%E0", "\u0432\u044b\u0434\u0440\u0430"}, {"windows-1250", "v%ECc", "v\u011bc"},
        {"iso-8859-2", "v%ECc", "v\u011bc"}};
    for (const Word &word : words) {
        if (!rule.charsets.empty() && rule.charsets.front() == word.charset)
            return word;
    }
    return {"", "sieben+fischotter", "sieben fischotter"};
}

std::string hostOf(std::string pattern)
{
    const auto replace = [&](std::string_view what, const char *with) {
        if (const std::size_t at = pattern.find(what); at != std::string::npos)
            pattern.replace(at, what.size(), with);
    };
    replace("*.", "a.");
    replace("{country}", "pl");
    replace("{tld}", "com");
    return pattern;
}

/// A path that fits a glob.
std::string pathOf(std::string glob)
{
    for (std::size_t at = glob.find('*'); at != std::string::npos; at = glob.find('*'))
        glob.replace(at, 1, "page");
    return glob.starts_with('/') ? glob : "/" + glob;
}

std::vector<std::string> urlsOf(const rules::SearchEngineRule &rule, const std::string &query)
{
    std::vector<std::string> urls;
    for (const std::string &pattern : rule.hosts) {
        const std::string start = "https://" + hostOf(pattern);
        for (const std::string &path : rule.paths) {
            for (const std::string &parameter : rule.parameters)
                urls.push_back(start + pathOf(path) + "?x=1&" + parameter + "=" + query);
        }
        for (std::string path : rule.inPath) {
            path.replace(path.find("{query}"), 7, query);
            urls.push_back(start + pathOf(path));
        }
    }
    return urls;
}

} // namespace

TEST(SearchEngines, everyWayOfEveryRuleIsRecognised)
{
    ASSERT_TRUE(bundledRules());
    std::size_t count = 0;
    for (const rules::SearchEngineRule &rule : bundledRules()->engines()) {
        const Word word = wordFor(rule);
        for (const std::string &url : urlsOf(rule, word.escaped)) {
            const OpenedRequest request(Sent{.url = url});
            const auto search = recogniseSearch(*bundledRules(), request.message);
            ASSERT_TRUE(search) << rule.engine << ": " << url;
            if (!rule.listed) {
                EXPECT_EQ(search->engine, rule.engine) << url;
            }
            EXPECT_EQ(search->query, word.text) << rule.engine << ": " << url;
            ++count;
        }
    }
    EXPECT_GT(count, 2000U);
}

TEST(SearchEngines, allEnginesOfMatomosListAreKnown)
{
    std::set<std::string> listed;
    for (const rules::SearchEngineRule &rule : bundledRules()->engines()) {
        if (rule.listed)
            listed.insert(rule.engine);
    }
    // Of two the list gives the hosts alone, and our own rules know how they are asked.
    for (const char *host : {"chatgpt.com", "chat.openai.com", "search.disconnect.me"}) {
        ASSERT_FALSE(bundledRules()->enginesAt(host).empty()) << host;
        listed.insert(bundledRules()->enginesAt(host).front()->engine);
    }
    // Two of its 297 names are one engine: "Haosou" is 360 Search.
    EXPECT_EQ(listed.size(), 296U);
}
