// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_rules.h"

#include <gtest/gtest.h>

using namespace telltale::rules;

namespace {

const std::string head = "service = \"S\"\npurpose = \"analytics\"\nsource = \"its documentation\"\n"; // lines 1 to 3

std::string endpoint(const std::string &lines = {})
{
    return head + "[[endpoint]]\nname = \"e\"\nhosts = [\"t.example.org\"]\n" + lines; // 4 to 6, then from 7
}

std::string errorOf(const std::string &text)
{
    const auto service = readTrackerRules(text, "s.toml");
    EXPECT_FALSE(service) << text;
    return service ? std::string() : service.error().text();
}

} // namespace

TEST(TrackerRules, everythingThereIs)
{
    const auto read = readTrackerRules(endpoint(R"(paths = ["*/sa"]
methods = ["POST"]
readable = "partly"
reason = "The events are encrypted."
source = "a paper"
scheme = "published analysis"
where = { "body:data_list" = "*", "query:v" = "2*" }
  [[endpoint.value]]
  at = "body:data_list/[]/distinct_id"
  kind = "identifier"
  name = "distinct_id"
  why = "The user id."
  shape = "uuid"
  [[endpoint.field]]
  at = "body:1/14"
  name = "package"
)"),
        "s.toml");
    ASSERT_TRUE(read) << read.error().text();
    const TrackerService &service = read.value();
    EXPECT_EQ(service.name, "S");
    EXPECT_EQ(service.purpose, "analytics");
    EXPECT_EQ(service.file, "s.toml");
    const TrackerEndpoint &e = service.endpoints.at(0);
    EXPECT_EQ(e.line, 4U);
    EXPECT_EQ(e.paths, std::vector<std::string>{"*/sa"});
    EXPECT_EQ(e.methods, std::vector<std::string>{"POST"});
    EXPECT_EQ(e.readable, RuleReadable::partly);
    EXPECT_EQ(e.reason, "The events are encrypted.");
    EXPECT_EQ(e.source, "a paper");
    EXPECT_EQ(e.scheme, "published analysis");
    ASSERT_EQ(e.where.size(), 2U);
    EXPECT_EQ(e.where[1].at.text, "query:v");
    EXPECT_EQ(e.where[1].glob, "2*");
    ASSERT_EQ(e.values.size(), 1U);
    EXPECT_EQ(e.values[0].kind, ValueKind::identifier);
    EXPECT_EQ(e.values[0].shape, Shape::uuid);
    ASSERT_EQ(e.fields.size(), 1U);
    EXPECT_EQ(e.fields[0].name, "package");
}

TEST(TrackerRules, anEndpointHasTheSourceOfItsFile)
{
    const auto read = readTrackerRules(endpoint(), "s.toml");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read.value().endpoints[0].source, "its documentation");
    EXPECT_EQ(read.value().endpoints[0].readable, RuleReadable::yes);
}

TEST(TrackerRules, errorsNameLineAndRemedy)
{
    const std::string value = "[[endpoint.value]]\nat = \"body:a\"\nname = \"n\"\nwhy = \"w\"\n";
    const std::tuple<std::string, const char *> cases[] = {
        {"service = \"S\"\n", "s.toml:1:1: \"purpose\" is missing"},
        {"service = \"S\"\npurpose = \"fun\"\n",
            "s.toml:2:11: \"purpose\" is \"fun\", which is not known. Use one of: "},
        {head, "\"endpoint\" is missing"},
        {head + "servcie = 1\n", "s.toml:4:11: \"servcie\" is not known here. Use one of: service, "},
        {head + "[[endpoint]]\nname = \"e\"\n", "s.toml:4:1: \"hosts\" is missing or empty. Write hosts = ["},
        {endpoint("hots = 1\n"), "s.toml:7:8: \"hots\" is not known here."},
        {head + "[[endpoint]]\nname = \"e\"\nhosts = [\"Upper.example\"]\n",
            "s.toml:6:9: \"hosts\" has a pattern that fits no"},
        {head + "[[endpoint]]\nname = \"e\"\nhosts = [\"*\"]\n", "s.toml:6:9: \"hosts\" has \"*\", and nothing else"},
        {endpoint("paths = [\"sa\"]\n"), "s.toml:7:9: \"paths\" has a glob that fits no path: \"sa\". Begin with"},
        {endpoint("methods = [\"post\"]\n"), "s.toml:7:11: \"methods\" has \"post\", which is no method."},
        {endpoint("readable = \"no\"\n"), "s.toml:7:12: \"readable\" is \"no\" without a reason. Add reason"},
        {endpoint("reason = \"r\"\n"), "s.toml:7:10: \"reason\" says why something can't be read"},
        {endpoint("readable = \"maybe\"\n"),
            "s.toml:7:12: \"readable\" is \"maybe\", which is not known. Use one of: yes, partly, no."},
        {endpoint("where = { \"bdy\" = \"*\" }\n"),
            "s.toml:7:9: \"where\" is no place: \"bdy\" begins with no known location."},
        {endpoint("where = { \"body\" = 3 }\n"), "s.toml:7:9: \"where\" must hold strings only."},
        {endpoint(value), "s.toml:7:1: \"kind\" is missing or empty."},
        {endpoint(value + "kind = \"thing\"\n"),
            "s.toml:11:8: \"kind\" is \"thing\", which is not known. Use one of: search_query, "},
        {endpoint(value + "kind = \"device\"\nshape = \"round\"\n"), "s.toml:12:9: \"shape\" is \"round\""},
        {endpoint("[[endpoint.value]]\nat = \"body:a\"\nkind = \"identifier\"\nname = \"The Id\"\nwhy = \"w\"\n"),
            "s.toml:10:8: \"name\" of an identifier must be its kind"},
        {endpoint("[[endpoint.field]]\nat = \"body:a\"\n"), "s.toml:7:1: \"name\" is missing"},
        {endpoint("[[endpoint]]\nname = \"e\"\nhosts = [\"u.example.org\"]\n"),
            "s.toml:8:8: \"name\" \"e\" stands twice in this file."},
        {head + "[[endpoint]\n", "s.toml:4:"},
    };
    for (const auto &[text, start] : cases)
        EXPECT_NE(errorOf(text).find(start), std::string::npos) << text << "\n-> " << errorOf(text);
}
