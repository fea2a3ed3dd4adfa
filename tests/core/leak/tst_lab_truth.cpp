// SPDX-License-Identifier: GPL-3.0-or-later
// What real servers received from a real browser in a private window: every leak that is in there must
// be found, and nothing else.
#include "core/leak/requests.h"
#include "decode/decoder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

using namespace telltale;
using namespace telltale::leak;

namespace {

std::string base64Decoded(std::string_view text)
{
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string::npos)
            continue;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        if ((count += 6) >= 8)
            out.push_back(static_cast<char>((bits >> (count -= 8)) & 0xFF));
    }
    return out;
}

/// One line of the servers' log. The decode tree reads it: it is JSON.
Sent readLine(const std::string &line, std::uint64_t number)
{
    const decode::DecodeTree tree =
        decode::decodeLocation(base::asBytes(line), decode::LocationKind::body, {"application/json", {}, {}, 0});
    Sent sent;
    std::string host;
    for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
        const decode::Node &node = tree.node(i);
        const std::string value(base::asText(tree.content(i)));
        const std::string &parent = tree.node(node.parent).key;
        if (parent == "headers")
            sent.headers.push_back({node.key, value});
        else if (tree.node(node.parent).step != "json")
            continue;
        else if (node.key == "method")
            sent.method = value;
        else if (node.key == "host")
            host = value;
        else if (node.key == "url")
            sent.url = value;
        else if (node.key == "body")
            sent.body = base64Decoded(value);
    }
    sent.url = "https://" + host + sent.url;
    for (const auto &header : sent.headers) {
        if (header.name == "content-type")
            sent.contentType = header.value;
    }
    sent.packet = number;
    sent.seconds = static_cast<double>(number);
    return sent;
}

} // namespace

TEST(LabTruth, everyLeakOfTheLabIsFoundAndNothingElse)
{
    std::ifstream file(std::string(TELLTALE_SHARED_DIR) + "/captures/lab/truth.ndjson");
    if (!file)
        GTEST_SKIP() << "The lab's log is not on this computer.";
    std::vector<Sent> requests;
    for (std::string line; std::getline(file, line);)
        requests.push_back(readLine(line, requests.size() + 1));
    ASSERT_EQ(requests.size(), 33U);
    const auto findings = findIn(requests);
    EXPECT_EQ(findings.searches.size(), 2U);
    std::map<std::string, int> count;
    for (const auto &leak : findings.leaks) {
        const std::string where = leak.recipient.host + " " + leak.value;
        ++count[where];
        EXPECT_EQ(leak.location, "body") << where;
        EXPECT_EQ(leak.sender.by, session::SentBy::page);
        EXPECT_FALSE(leak.identifiers.empty()) << where;
    }
    for (const char *host : {"sa.api.intl.miui.com", "api.mixpanel.com", "api.amplitude.com"}) {
        for (const char *value : {"purple otter 4821", "abortion clinic k\u00f6ln",
                 "https://clinic.example.org/appointments/confidential?case=77-A"})
            EXPECT_GE(count[std::string(host) + " " + value], 1) << host << " " << value;
    }
    EXPECT_EQ(count.size(), 9U);
}
