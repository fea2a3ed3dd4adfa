// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/views.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

using namespace telltale::leak;

namespace {

std::vector<View> viewsOf(std::string_view content)
{
    std::size_t budget = 1U << 20;
    std::vector<View> views;
    findViews(content, budget, views);
    return views;
}

/// The way to a view that holds the text, and the part of the content it stands in: "base64 cHVy…".
std::string wayTo(std::string_view content, std::string_view text)
{
    for (const View &view : viewsOf(content)) {
        EXPECT_EQ(view.sources.size(), view.text.size() + 1);
        for (std::size_t i = 1; i < view.sources.size(); ++i)
            EXPECT_LE(view.sources[i - 1], view.sources[i]);
        EXPECT_LE(view.sources.back(), content.size());
        const std::size_t at = view.text.find(text);
        if (at == std::string::npos)
            continue;
        const std::uint32_t last = view.sources[at + text.size() - 1];
        std::size_t end = at + text.size();
        while (end + 1 < view.sources.size() && view.sources[end] == last)
            ++end;
        return view.way + " " + std::string(content.substr(view.sources[at], view.sources[end] - view.sources[at]));
    }
    return "";
}

std::string wide(std::string_view text, bool bigEndian)
{
    std::string octets;
    for (const char c : text)
        octets += bigEndian ? std::string{'\0', c} : std::string{c, '\0'};
    return octets;
}

} // namespace

TEST(Views, whatIsHidden)
{
    const char *secret = "purple otter 4821";
    EXPECT_EQ(wayTo("v1:cHVycGxlIG90dGVyIDQ4MjE=;", secret), "base64 cHVycGxlIG90dGVyIDQ4MjE");
    EXPECT_EQ(wayTo("/nB1cnBsZSBvdHRlciA0ODIx/w==", secret), "base64 /nB1cnBsZSBvdHRlciA0ODIx");
    EXPECT_EQ(wayTo("/v9wdXJwbGUgb3R0ZXIgNDgyMf8=", secret), "base64 /v9wdXJwbGUgb3R0ZXIgNDgyMf8");
    EXPECT_EQ(wayTo("xcHVycGxlIG90dGVyIDQ4MjE", secret), "base64 cHVycGxlIG90dGVyIDQ4MjE") << "another alignment";
    EXPECT_EQ(wayTo("q=707572706c65206f747465722034383231!", secret), "hex 707572706c65206f747465722034383231");
    EXPECT_EQ(wayTo("x:cAB1AHIAcABsAGUAIABvAHQAdABlAHIAIAA0ADgAMgAxAA==", secret),
        "base64(utf16le) cAB1AHIAcABsAGUAIABvAHQAdABlAHIAIAA0ADgAMgAxAA");
    EXPECT_EQ(wayTo("x Y0hWeWNHeGxJRzkwZEdWeUlEUTRNakU9 y", secret), "base64(base64) Y0hWeWNHeGxJRzkwZEdWeUlEUTRNakU9");
    EXPECT_EQ(wayTo("\x01" + wide(secret, false) + "\x05", secret), "utf16le " + wide(secret, false));
    EXPECT_EQ(wayTo("\x01\x02" + wide(secret, true) + "\x05", secret), "utf16be " + wide(secret, true));
    EXPECT_EQ(wayTo(R"(log {\"w\":\"k\u00f6ln\"})", "k\u00f6ln"), R"(escapes k\u00f6ln)");
    EXPECT_EQ(wayTo(R"(\ud83d\ude00 caf\xe9)", "\U0001F600 caf\u00e9"), R"(escapes \ud83d\ude00 caf\xe9)");
}

TEST(Views, whatIsNot)
{
    for (const char *text :
        {"", "how to leave my job", "cHVycGxl", "https://example.org/a/b?c=d", "C:\\x", "\\u12", "\\ud800"})
        EXPECT_TRUE(viewsOf(text).empty()) << text;
}

TEST(Views, noiseGivesLittleAndNeverMoreThanAllowed)
{
    std::mt19937 random(7);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string noise;
    for (int i = 0; i < 20000; ++i)
        noise += alphabet[random() % 64];
    std::size_t octets = 0;
    for (const View &view : viewsOf(noise))
        octets += view.text.size();
    EXPECT_LT(octets, noise.size() / 20);

    std::string zeros(100000, '\0');
    for (std::size_t i = 0; i < zeros.size(); i += 2)
        zeros[i] = 'a';
    std::size_t budget = 1000;
    std::vector<View> views;
    findViews(zeros, budget, views);
    for (const View &view : views)
        EXPECT_LE(view.text.size(), 1000U);
    EXPECT_LE(budget, 1000U);
}
