// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_rules.h"

#include "rules/host_table.h"
#include "rules/rule_reader.h"
#include "rules/shape_words.h"

#include <algorithm>
#include <array>
#include <set>

namespace telltale::rules {

namespace {

constexpr std::array<std::pair<std::string_view, ValueKind>, 12> kinds{{{"search_query", ValueKind::searchQuery},
    {"visited_url", ValueKind::visitedUrl}, {"identifier", ValueKind::identifier}, {"location", ValueKind::location},
    {"account", ValueKind::account}, {"contact", ValueKind::contact}, {"interaction", ValueKind::interaction},
    {"installed_apps", ValueKind::installedApps}, {"credential", ValueKind::credential}, {"device", ValueKind::device},
    {"content", ValueKind::content}, {"time", ValueKind::time}}};

constexpr std::array<std::pair<std::string_view, RuleReadable>, 3> readables{
    {{"yes", RuleReadable::yes}, {"partly", RuleReadable::partly}, {"no", RuleReadable::no}}};

constexpr std::array<std::string_view, 11> purposes{"analytics", "advertising", "attribution", "crash reports", "push",
    "performance", "consent", "session replay", "marketing", "tag manager", "configuration"};

template <typename Words, typename Value>
std::string_view wordOf(const Words &words, Value value)
{
    for (const auto &[word, known] : words) {
        if (known == value)
            return word;
    }
    return {};
}

/// Services rather name a kind alike everywhere, so that one identifier is found again.
bool isKindName(std::string_view name)
{
    return std::all_of(name.begin(), name.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; });
}

TrackerPlace readPlace(RuleReader &reader, std::string_view key, const std::string &text)
{
    std::string problem;
    auto place = parsePlace(text, problem);
    if (place)
        return std::move(*place);
    reader.refuse(key, "is no place: \"" + text + "\" " + problem + ".",
        "Write body, query, header, cookie or path, then :KEY/KEY, as in body:data_list/[]/distinct_id.");
    return {};
}

TrackerValue readValue(RuleReader &reader)
{
    reader.allowOnly({"at", "kind", "name", "why", "shape", "without"});
    TrackerValue value;
    value.at = readPlace(reader, "at", reader.text("at"));
    value.kind = reader.choice("kind", kinds);
    value.name = reader.text("name");
    value.why = reader.text("why");
    value.shape = reader.choice("shape", shapeWords, Shape::any);
    value.without = reader.optionalTexts("without");
    if (value.kind == ValueKind::identifier && !isKindName(value.name))
        reader.refuse("name", "of an identifier must be its kind: lower-case letters, digits and '_'.",
            "Write it as in identifiers.toml: gaid, android_id, distinct_id.");
    return value;
}

TrackerField readField(RuleReader &reader)
{
    reader.allowOnly({"at", "name"});
    TrackerField field;
    field.at = readPlace(reader, "at", reader.text("at"));
    field.name = reader.text("name");
    return field;
}

void checkHosts(RuleReader &reader, const TrackerEndpoint &endpoint)
{
    HostTable table;
    for (const std::string &host : endpoint.hosts) {
        if (host != "*" && !table.add(host, 0))
            reader.refuse("hosts", "has a pattern that fits no host: \"" + host + "\".",
                "Write a host in lower case, *.example.org, www.example.{tld}, or * for any host.");
    }
    const bool anyHost = std::find(endpoint.hosts.begin(), endpoint.hosts.end(), "*") != endpoint.hosts.end();
    if (anyHost && endpoint.paths.empty() && endpoint.where.empty())
        reader.refuse("hosts", "has \"*\", and nothing else tells this endpoint from others.",
            "Add paths, or a condition on its content: where = { \"body:KEY\" = \"*\" }.");
}

void checkPathsAndMethods(RuleReader &reader, const TrackerEndpoint &endpoint)
{
    for (const std::string &path : endpoint.paths) {
        const bool begins = path.front() == '/' || path.front() == '*';
        if (!begins || path.find_first_of("?# ") != std::string::npos)
            reader.refuse("paths", "has a glob that fits no path: \"" + path + "\".",
                "Begin with / or *, and leave out the query; conditions on it belong into where.");
    }
    for (const std::string &method : endpoint.methods) {
        if (!std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            reader.refuse("methods", "has \"" + method + "\", which is no method.", "Write GET, POST or PUT.");
    }
}

void readReadable(RuleReader &reader, TrackerEndpoint &endpoint)
{
    endpoint.readable = reader.choice("readable", readables, RuleReadable::yes);
    endpoint.reason = reader.optionalText("reason");
    if (endpoint.readable != RuleReadable::yes && endpoint.reason.empty())
        reader.refuse("readable", "is \"" + std::string(word(endpoint.readable)) + "\" without a reason.",
            "Add reason = \"…\": one sentence why it can't be read.");
    if (endpoint.readable == RuleReadable::yes && !endpoint.reason.empty())
        reader.refuse("reason", "says why something can't be read, but readable is \"yes\".",
            "Remove it, or write readable = \"partly\" or \"no\".");
}

TrackerEndpoint readEndpoint(RuleReader &reader, const std::string &fileSource)
{
    reader.allowOnly(
        {"name", "hosts", "paths", "methods", "readable", "reason", "source", "scheme", "where", "value", "field"});
    TrackerEndpoint endpoint;
    endpoint.line = reader.line();
    endpoint.name = reader.text("name");
    endpoint.hosts = reader.texts("hosts");
    endpoint.paths = reader.optionalTexts("paths");
    endpoint.methods = reader.optionalTexts("methods");
    endpoint.source = reader.optionalText("source");
    if (endpoint.source.empty())
        endpoint.source = fileSource;
    endpoint.scheme = reader.optionalText("scheme");
    readReadable(reader, endpoint);
    for (auto &[place, glob] : reader.textMembers("where"))
        endpoint.where.push_back({readPlace(reader, "where", place), glob});
    checkHosts(reader, endpoint);
    checkPathsAndMethods(reader, endpoint);
    for (RuleReader &value : reader.tables("value")) {
        endpoint.values.push_back(readValue(value));
        reader.adopt(value);
    }
    for (RuleReader &field : reader.tables("field")) {
        endpoint.fields.push_back(readField(field));
        reader.adopt(field);
    }
    return endpoint;
}

} // namespace

std::string_view word(ValueKind value)
{
    return wordOf(kinds, value);
}

std::string_view word(RuleReadable value)
{
    return wordOf(readables, value);
}

base::Result<TrackerService> readTrackerRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"service", "organisation", "purpose", "source", "endpoint"});
    TrackerService service;
    service.file = fileName;
    service.name = root.text("service");
    service.organisation = root.optionalText("organisation");
    service.purpose = root.oneOf("purpose", purposes);
    const std::string source = root.text("source");
    std::set<std::string> names;
    for (RuleReader &reader : root.tables("endpoint")) {
        service.endpoints.push_back(readEndpoint(reader, source));
        if (!names.insert(service.endpoints.back().name).second)
            reader.refuse("name", "\"" + service.endpoints.back().name + "\" stands twice in this file.",
                "Give each endpoint a name of its own.");
        root.adopt(reader);
    }
    if (service.endpoints.empty())
        root.refuse(
            "endpoint", "is missing: the file describes no request.", "Write [[endpoint]] with name and hosts.");
    if (root.error())
        return *root.error();
    return service;
}

} // namespace telltale::rules
