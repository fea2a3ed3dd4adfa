// SPDX-License-Identifier: GPL-3.0-or-later
// Every case of tests/golden/trackers through the real decoders and the rules as they are shipped. Their
// bodies were made without any code of ours (see the folder's scripts).
#include "decode/base64_text.h"
#include "rules/rule_reader.h"
#include "rules/toml_document.h"
#include "rules/tracker_folder.h"
#include "rules/tracker_table.h"
#include "session/data_kind.h"
#include "support/http_text.h"
#include "trackers/endpoint_match.h"
#include "trackers/place_walk.h"
#include "trackers/sent_values.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace telltale;

namespace {

const std::string casesFolder = TELLTALE_TESTS_DIR "/golden/trackers";

struct Case {
    std::string name;
    std::string endpoint;
    std::string request;
    std::string bodyBase64;
    std::string readable;
    std::vector<std::string> expect;
};

std::vector<Case> casesOf(const std::string &path)
{
    std::vector<Case> cases;
    const auto text = rules::readRuleFile(path);
    if (!text) {
        ADD_FAILURE() << text.error().text();
        return cases;
    }
    const auto document = rules::parseToml(text.value(), path);
    if (!document) {
        ADD_FAILURE() << document.error().text();
        return cases;
    }
    rules::RuleReader root(document.value(), path);
    root.allowOnly({"case"});
    for (rules::RuleReader &reader : root.tables("case")) {
        reader.allowOnly({"name", "endpoint", "request", "body_base64", "readable", "expect"});
        cases.push_back({reader.text("name"), reader.text("endpoint"), reader.text("request"),
            reader.optionalText("body_base64"), reader.text("readable"), reader.optionalTexts("expect")});
        root.adopt(reader);
    }
    EXPECT_FALSE(root.error()) << root.error()->text();
    return cases;
}

std::string bodyOf(const Case &golden)
{
    const auto decoded = decode::decodeBase64(golden.bodyBase64);
    if (golden.bodyBase64.empty() || !decoded)
        return {};
    return std::string(base::asText(decoded->octets));
}

std::vector<std::string> found(const rules::TrackerRule &rule, const WrittenRequest &request)
{
    std::vector<std::string> lines;
    for (const session::SentData &data : trackers::sentValues(*rule.endpoint, request.message())) {
        lines.push_back(std::string(session::word(data.kind)) + " " + data.name + " = " + data.value);
        const auto &trees = request.message().trees;
        const auto located =
            std::find_if(trees.begin(), trees.end(), [&](const auto &tree) { return tree.location == data.location; });
        const bool there = located != trees.end() && data.bytes.to <= located->tree.content(0).size();
        EXPECT_TRUE(there && !data.bytes.empty()) << lines.back() << " is proved by no octets";
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += line + "\n";
    return text;
}

const rules::TrackerTable &table()
{
    static const rules::TrackerTable made = [] {
        auto services = rules::loadTrackerFolder(TELLTALE_RULES_DIR "/trackers");
        EXPECT_TRUE(services) << services.error().text();
        return rules::TrackerTable({services ? std::move(services.value()) : std::vector<rules::TrackerService>()});
    }();
    return made;
}

std::string stem(const std::string &path)
{
    return std::filesystem::path(path).stem().string();
}

} // namespace

TEST(GoldenCases, everyCaseFindsWhatItSentAndNothingElse)
{
    const auto files = rules::trackerFilesIn(casesFolder);
    ASSERT_TRUE(files) << files.error().text();
    std::size_t count = 0;
    for (const std::string &path : files.value()) {
        for (const Case &golden : casesOf(path)) {
            ++count;
            const std::string what = stem(path) + ": " + golden.name;
            const WrittenRequest request(golden.request, bodyOf(golden));
            const auto rule = trackers::endpointOf(table(), request.message());
            if (!rule) {
                ADD_FAILURE() << what << ": no endpoint fits";
                continue;
            }
            EXPECT_EQ(stem(rule->service->file), stem(path)) << what;
            EXPECT_EQ(rule->endpoint->name, golden.endpoint) << what;
            EXPECT_EQ(rules::word(rule->endpoint->readable), golden.readable) << what;
            auto expected = golden.expect;
            std::sort(expected.begin(), expected.end());
            EXPECT_EQ(joined(found(*rule, request)), joined(expected)) << what;
        }
    }
    EXPECT_GT(count, 0U);
}

TEST(GoldenCases, everyEndpointHasOne)
{
    std::set<std::pair<std::string, std::string>> covered;
    const auto files = rules::trackerFilesIn(casesFolder);
    ASSERT_TRUE(files);
    for (const std::string &path : files.value()) {
        for (const Case &golden : casesOf(path))
            covered.emplace(stem(path), golden.endpoint);
    }
    EXPECT_FALSE(table().rules().empty());
    for (const rules::TrackerRule &rule : table().rules())
        EXPECT_TRUE(covered.contains({stem(rule.service->file), rule.endpoint->name}))
            << rule.service->name << ": \"" << rule.endpoint->name << "\" has no case in " << casesFolder;
}

namespace {

/// Whether this value of a rule, asked for alone, is found in the message.
bool finds(const rules::TrackerValue &value, const decode::OutgoingMessage &message)
{
    rules::TrackerEndpoint alone;
    alone.values = {value};
    return !trackers::sentValues(alone, message).empty();
}

/// Values and names of fields of one endpoint, as "FILE: ENDPOINT: value 3 at body:id (gaid)"; of all, or of those that
/// are found in a message.
std::set<std::string> partsOf(const rules::TrackerRule &rule, const decode::OutgoingMessage *message)
{
    std::set<std::string> parts;
    const std::string endpoint = stem(rule.service->file) + ": " + rule.endpoint->name + ": ";
    std::size_t number = 0;
    const auto add = [&](const char *what, const std::string &place, const std::string &name) {
        parts.insert(endpoint + what + " " + std::to_string(number) + " at " + place + " (" + name + ")");
    };
    for (const rules::TrackerValue &value : rule.endpoint->values) {
        ++number;
        if (message == nullptr || finds(value, *message))
            add("value", value.at.text, value.name);
    }
    number = 0;
    for (const rules::TrackerField &field : rule.endpoint->fields) {
        ++number;
        if (message == nullptr || !trackers::findPlace(*message, field.at, 1).empty())
            add("field", field.at.text, field.name);
    }
    return parts;
}

} // namespace

TEST(GoldenCases, everyValueOfEveryRuleIsFoundInOne)
{
    std::set<std::string> found;
    const auto files = rules::trackerFilesIn(casesFolder);
    ASSERT_TRUE(files);
    for (const std::string &path : files.value()) {
        for (const Case &golden : casesOf(path)) {
            const WrittenRequest request(golden.request, bodyOf(golden));
            if (const auto rule = trackers::endpointOf(table(), request.message()))
                found.merge(partsOf(*rule, &request.message()));
        }
    }
    std::size_t parts = 0;
    for (const rules::TrackerRule &rule : table().rules()) {
        for (const std::string &part : partsOf(rule, nullptr)) {
            ++parts;
            EXPECT_TRUE(found.contains(part)) << part << " is found in no case of " << casesFolder;
        }
    }
    EXPECT_GT(parts, 500U);
}
