// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"
#include "rules/rule_files.h"
#include "rules/rule_reader.h"

namespace telltale::rules {

namespace {

RuleConfidence readConfidence(RuleReader &reader)
{
    const std::string word = reader.text("confidence");
    if (word == "likely")
        return RuleConfidence::likely;
    // A header can be set to anything, so no rule makes an app certain.
    if (word != "possible")
        reader.refuse("confidence", "must be \"possible\" or \"likely\".", "Write one of them.");
    return RuleConfidence::possible;
}

AppRule readApp(RuleReader &reader)
{
    reader.allowOnly({"package", "name", "user_agent", "hosts"});
    AppRule rule;
    rule.package = reader.optionalText("package");
    rule.name = reader.text("name");
    rule.hosts = reader.optionalTexts("hosts");
    HostTable probe;
    for (const std::string &host : rule.hosts) {
        if (!probe.add(host, 0))
            reader.refuse("hosts", "holds \"" + host + "\", which is no host pattern.", "Write \"*.example.org\".");
    }
    for (RuleReader &agent : reader.tables("user_agent")) {
        agent.allowOnly({"contains", "without", "confidence"});
        UserAgentRule userAgent;
        userAgent.contains = agent.texts("contains");
        userAgent.without = agent.optionalTexts("without");
        userAgent.confidence = readConfidence(agent);
        rule.userAgents.push_back(std::move(userAgent));
        reader.adopt(agent);
    }
    return rule;
}

} // namespace

base::Result<AppRules> readAppRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"package_headers", "package_keys", "no_app", "app"});
    AppRules rules;
    rules.packageHeaders = root.optionalTexts("package_headers");
    rules.packageKeys = root.optionalTexts("package_keys");
    rules.noApp = root.optionalTexts("no_app");
    for (RuleReader &app : root.tables("app")) {
        rules.apps.push_back(readApp(app));
        root.adopt(app);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace telltale::rules
