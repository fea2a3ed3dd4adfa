// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"
#include "rules/rule_files.h"
#include "rules/rule_reader.h"

namespace telltale::rules {

namespace {

void checkHosts(RuleReader &reader, const std::vector<std::string> &hosts)
{
    HostTable probe;
    for (const std::string &host : hosts) {
        if (!probe.add(host, 0))
            reader.refuse("hosts", "holds \"" + host + "\", which is no host pattern.",
                "Write lower-case names such as \"www.example.org\", \"*.example.org\" or \"www.example.{tld}\".");
    }
}

void checkPaths(RuleReader &reader, const std::vector<std::string> &paths)
{
    for (const std::string &path : paths) {
        if (path.front() != '/' && path.front() != '*')
            reader.refuse("paths", "holds \"" + path + "\", which is no path.", "Begin paths with / or *.");
    }
}

SearchEngineRule readWay(RuleReader &reader)
{
    SearchEngineRule rule;
    rule.hosts = reader.texts("hosts");
    rule.paths = reader.texts("paths");
    rule.parameters = reader.texts("parameters");
    rule.charset = reader.optionalText("charset");
    checkHosts(reader, rule.hosts);
    checkPaths(reader, rule.paths);
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
        engine.allowOnly({"name", "hosts", "paths", "parameters", "charset", "suggest"});
        SearchEngineRule results = readWay(engine);
        results.engine = engine.text("name");
        rules.ways.push_back(results);
        for (RuleReader &suggest : engine.tables("suggest")) {
            suggest.allowOnly({"hosts", "paths", "parameters", "charset"});
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
