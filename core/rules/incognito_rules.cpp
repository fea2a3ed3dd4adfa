// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"
#include "rules/rule_reader.h"

#include <utility>

namespace telltale::rules {

namespace {

PrivateWindowRule readWindow(RuleReader &reader)
{
    reader.allowOnly({"package", "activity", "title", "secure"});
    PrivateWindowRule rule{reader.text("package"), reader.optionalText("activity"), reader.optionalText("title"), false};
    const std::string secure = reader.optionalText("secure");
    if (!secure.empty() && secure != "yes")
        reader.refuse("secure", "is neither \"yes\" nor left out", "Write secure = \"yes\" where only a window that may not be pictured is private.");
    rule.secure = secure == "yes";
    return rule;
}

} // namespace

base::Result<IncognitoRules> readIncognitoRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"flag", "window"});
    IncognitoRules rules;
    for (RuleReader &reader : root.tables("flag")) {
        reader.allowOnly({"key", "values", "event"});
        rules.flags.push_back({reader.text("key"), reader.texts("values"), reader.optionalText("event")});
        root.adopt(reader);
    }
    for (RuleReader &reader : root.tables("window")) {
        rules.windows.push_back(readWindow(reader));
        root.adopt(reader);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace telltale::rules
