// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"
#include "rules/rule_files.h"
#include "rules/rule_reader.h"

namespace telltale::rules {

namespace {

void checkHosts(RuleReader &reader, const std::vector<std::string> &hosts)
{
    for (const std::string &host : hosts) {
        if (!HostTable::isPattern(host))
            reader.refuse("hosts", "holds \"" + host + "\", which is no host pattern.",
                "Write lower-case names such as \"www.example.org\", \"*.example.org\", \"{country}.example.org\" or "
                "\"www.example.{tld}\".");
    }
}

void checkPaths(RuleReader &reader, const std::vector<std::string> &paths)
{
    for (const std::string &path : paths) {
        if (path.front() != '/' && path.front() != '*')
            reader.refuse("paths", "holds \"" + path + "\", which is no path.", "Begin paths with / or *.");
    }
}

void checkTemplates(RuleReader &reader, const std::vector<std::string> &templates)
{
    for (const std::string &path : templates) {
        const std::size_t query = path.find("/{query}");
        if (path.front() != '/' || query == std::string::npos || path.find("{query}", query + 2) != std::string::npos)
            reader.refuse("in_path", "holds \"" + path + "\", which does not say where the query is.",
                "Write the path with {query} in place of one of its parts: \"/search/{query}\".");
    }
}

/// A rule has parameters with the paths they count at, or templates, or both.
SearchEngineRule readWay(RuleReader &reader)
{
    SearchEngineRule rule;
    rule.hosts = reader.texts("hosts");
    rule.inPath = reader.optionalTexts("in_path");
    rule.paths = rule.inPath.empty() ? reader.texts("paths") : reader.optionalTexts("paths");
    rule.parameters = rule.paths.empty() ? reader.optionalTexts("parameters") : reader.texts("parameters");
    rule.charsets = reader.optionalTexts("charsets");
    checkHosts(reader, rule.hosts);
    checkPaths(reader, rule.paths);
    checkTemplates(reader, rule.inPath);
    return rule;
}

} // namespace

base::Result<SearchRules> readSearchEngineRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"engine", "device_keys"});
    SearchRules rules;
    rules.deviceKeys = root.optionalTexts("device_keys");
    for (RuleReader &engine : root.tables("engine")) {
        engine.allowOnly({"name", "hosts", "paths", "parameters", "in_path", "charsets", "suggest"});
        SearchEngineRule results = readWay(engine);
        results.engine = engine.text("name");
        rules.ways.push_back(results);
        for (RuleReader &suggest : engine.tables("suggest")) {
            suggest.allowOnly({"hosts", "paths", "parameters", "in_path", "charsets"});
            SearchEngineRule way = readWay(suggest);
            way.engine = results.engine;
            way.suggest = true;
            rules.ways.push_back(std::move(way));
            engine.adopt(suggest);
        }
        root.adopt(engine);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace telltale::rules
