// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"
#include "rules/rule_reader.h"

namespace telltale::rules {

base::Result<std::vector<IncognitoRule>> readIncognitoRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"flag"});
    std::vector<IncognitoRule> rules;
    for (RuleReader &reader : root.tables("flag")) {
        reader.allowOnly({"key", "values", "event"});
        rules.push_back({reader.text("key"), reader.texts("values"), reader.optionalText("event")});
        root.adopt(reader);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace telltale::rules
