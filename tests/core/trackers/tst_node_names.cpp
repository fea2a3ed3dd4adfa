// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/node_names.h"

#include "rules/tracker_rules.h"
#include "support/http_text.h"

#include <gtest/gtest.h>

using namespace telltale;

namespace {

rules::TrackerService service(const std::string &lines)
{
    const auto read =
        rules::readTrackerRules("service = \"S\"\npurpose = \"analytics\"\nsource = \"t\"\n[[endpoint]]\nname = "
                                "\"e\"\nhosts = [\"t.example.org\"]\n"
                + lines,
            "s.toml");
    EXPECT_TRUE(read) << read.error().text();
    return read.value();
}

const char *const secret = "readable = \"no\"\nreason = \"The key is the server's.\"\n";

std::string verdicts(const decode::OutgoingMessage &message)
{
    std::string text;
    for (const auto &located : message.trees) {
        for (std::uint32_t i = 0; i < located.tree.nodes().size(); ++i) {
            const decode::Node &node = located.tree.node(i);
            if (node.verdict == decode::Verdict::encrypted)
                text += located.location + " " + std::to_string(i) + " " + node.reason;
        }
    }
    return text;
}

} // namespace

TEST(NodeNames, aFieldGetsItsNameAndKeepsItsKey)
{
    WrittenRequest request("POST / HTTP/1.1\nHost: t.example.org\n\n{\"1\":{\"14\":\"com.example\",\"16\":\"2\"}}");
    trackers::nameNodes(
        service("[[endpoint.field]]\nat = \"body:1/14\"\nname = \"package\"\n").endpoints[0], request.message());
    const decode::DecodeTree &tree = request.message().trees.back().tree;
    std::string names;
    for (std::uint32_t i = 0; i < tree.nodes().size(); ++i)
        names += tree.node(i).key + "=" + std::string(tree.name(i)) + " ";
    EXPECT_NE(names.find("14=package "), std::string::npos) << names;
    EXPECT_NE(names.find("16= "), std::string::npos) << names;
}

TEST(NodeNames, aBodyThatCannotBeReadSaysWhy)
{
    WrittenRequest request("POST / HTTP/1.1\nHost: t.example.org\n\n", "\x91\x02\xf0\x83 nonsense");
    trackers::nameNodes(service(secret).endpoints[0], request.message());
    EXPECT_EQ(verdicts(request.message()), "body 0 The key is the server's.");
}

TEST(NodeNames, aBodyThatWasOpenedIsNotCalledEncrypted)
{
    WrittenRequest request("POST / HTTP/1.1\nHost: t.example.org\n\n{\"a\":1}");
    trackers::nameNodes(service(secret).endpoints[0], request.message());
    EXPECT_EQ(verdicts(request.message()), "");
}

TEST(NodeNames, byTheNamesOfTheExchange)
{
    WrittenRequest request("POST / HTTP/1.1\nHost: t.example.org\n\n", "\x91\x02\xf0\x83 nonsense");
    const rules::TrackerTable table({{service(secret)}});
    trackers::nameNodes(table, request.message());
    EXPECT_EQ(verdicts(request.message()), "") << "it is no tracker's";
    request.exchange().tracker = session::TrackerMatch{"S", "e", {}, session::Readable::no, {}, {}};
    trackers::nameNodes(table, request.message());
    EXPECT_NE(verdicts(request.message()), "");
}

TEST(NodeNames, valuesAreKnownWhereverTheyStand)
{
    WrittenRequest request("POST /v1/a8f1 HTTP/1.1\nHost: t.example.org\n\n[{\"sn\":\"Settings\"},{\"sn\":\"Wi-Fi\"}]");
    const rules::TrackerTable table(
        {{service("value = ["
                  "{ at = \"body:**/sn\", kind = \"interaction\", name = \"screen name\", why = \"Seen.\" },"
                  "{ at = \"body:*/sn\", kind = \"interaction\", name = \"screen\", why = \"Seen.\" },"
                  "{ at = \"path:2\", kind = \"identifier\", name = \"key\", why = \"Seen.\" }]\n")}});
    EXPECT_TRUE(trackers::knownNodes(table, request.message()).empty()) << "it is no tracker's";
    request.exchange().tracker = session::TrackerMatch{"S", "e", {}, session::Readable::yes, {}, {}};
    std::string found;
    for (const trackers::KnownNode &known : trackers::knownNodes(table, request.message())) {
        const decode::LocatedTree &located = request.message().trees[known.tree];
        found += located.location + " " + std::string(base::asText(located.tree.content(known.node))) + "=" + known.name
            + " (" + known.why + ") ";
    }
    EXPECT_EQ(found, "body Settings=screen name (Seen.) body Wi-Fi=screen name (Seen.) ");
}
