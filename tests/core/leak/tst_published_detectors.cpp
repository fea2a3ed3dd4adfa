// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies in which published leak detectors find nothing or only some, with what is found here.
#include "core/leak/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <zlib.h>

using namespace telltale;
using namespace telltale::leak;

namespace {

std::string base64(const std::string &octets, bool urlSafe = false)
{
    std::string text((octets.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()),
        reinterpret_cast<const unsigned char *>(octets.data()), static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(size));
    if (urlSafe) {
        for (char &c : text)
            c = c == '+' ? '-' : c == '/' ? '_' : c;
        while (text.ends_with('='))
            text.pop_back();
    }
    return text;
}

std::string gzip(const std::string &text)
{
    std::string packed(text.size() + 256, '\0');
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string percent(const std::string &text)
{
    std::string coded;
    for (const char c : text) {
        if (c == '+' || c == '/' || c == '=' || c == ' ' || c == ':' || c == '?' || c == '&')
            coded += {'%', "0123456789ABCDEF"[(c >> 4) & 15], "0123456789ABCDEF"[c & 15]};
        else
            coded += c;
    }
    return coded;
}

std::string hex(const std::string &text)
{
    std::string digits;
    for (const char c : text)
        digits += {"0123456789abcdef"[(c >> 4) & 15], "0123456789abcdef"[c & 15]};
    return digits;
}

struct Body {
    const char *what;
    std::string text;
    const char *type = "application/x-www-form-urlencoded";
};

std::vector<Body> bodiesWith(const std::string &secret)
{
    const std::string event = R"([{"event":"search","properties":{"search_word":")" + secret + R"("}}])";
    const std::string url = "https://www.google.com/search?q=" + percent(secret);
    return {
        {"Sensors Analytics, gzip", "crc=1&gzip=1&data_list=" + percent(base64(gzip(event)))},
        {"Sensors Analytics, base64", "data=" + percent(base64(event))},
        {"base64 of the value", "q=" + percent(base64(secret))},
        {"URL-safe base64 without padding", "value=" + base64(event, true)},
        {"base64 in JSON in base64", "data=" + percent(base64(R"({"inner":")" + base64(event) + R"("})"))},
        {"gzip", gzip(event), "application/octet-stream"},
        {"hexadecimal", "d=" + hex(event)},
        {"an address in base64", "data=" + percent(base64(R"({"url":")" + url + R"("})"))},
        {"form", "q=" + percent(secret)},
        {"JSON", event, "application/json"},
        {"percent-encoded address", "u=" + percent(url)},
    };
}

} // namespace

TEST(PublishedDetectors, whatTheyMissIsFoundHere)
{
    for (const std::string secret : {"zqcanary7731", "how to leave my job"}) {
        for (const Body &body : bodiesWith(secret)) {
            const auto findings = findIn(
                {{.url = "https://collector.example.net/sa", .body = body.text, .contentType = body.type}}, {secret});
            ASSERT_EQ(findings.leaks.size(), 1U) << secret << ": " << body.what;
            EXPECT_EQ(findings.leaks[0].value, secret);
            EXPECT_EQ(findings.leaks[0].match, "plain") << body.what;
            EXPECT_LT(findings.leaks[0].bytes.from, findings.leaks[0].bytes.to);
            EXPECT_LE(findings.leaks[0].bytes.to, body.text.size());
        }
    }
}

TEST(PublishedDetectors, nothingIsFoundOfAnotherSecret)
{
    for (const Body &body : bodiesWith("zqcanary7732")) {
        const auto findings =
            findIn({{.url = "https://collector.example.net/sa", .body = body.text, .contentType = body.type}},
                {"zqcanary7731", "how to leave my job"});
        EXPECT_THAT(findings.leaks, testing::IsEmpty()) << body.what;
    }
}
