// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_files.h"
#include "rules/rule_reader.h"
#include "rules/shape_words.h"

namespace telltale::rules {

namespace {

Shape readShape(RuleReader &reader)
{
    const std::string word = reader.optionalText("shape");
    if (word.empty())
        return Shape::any;
    for (const auto &[name, shape] : shapeWords) {
        if (word == name)
            return shape;
    }
    reader.refuse("shape", "is not a known shape.", "Use one of: any, uuid, hex, digits, imei.");
    return Shape::any;
}

void readUse(RuleReader &reader, IdentifierRule &rule)
{
    const std::string use = reader.optionalText("use");
    rule.account = use == "account";
    rule.constant = use == "constant";
    if (!use.empty() && !rule.account && !rule.constant)
        reader.refuse("use", "is not a known use.",
            "Use \"account\" for what leads to a person, \"constant\" for what is no identifier; else leave it out.");
}

} // namespace

base::Result<std::vector<IdentifierRule>> readIdentifierRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"identifier"});
    std::vector<IdentifierRule> rules;
    for (RuleReader &reader : root.tables("identifier")) {
        reader.allowOnly({"kind", "keys", "shape", "minimum", "maximum", "use"});
        IdentifierRule rule;
        rule.kind = reader.text("kind");
        rule.keys = reader.texts("keys");
        rule.shape = readShape(reader);
        rule.minimum = static_cast<std::size_t>(reader.integer("minimum", 1, 4096, 6));
        rule.maximum = static_cast<std::size_t>(reader.integer("maximum", 1, 4096, 256));
        readUse(reader, rule);
        rules.push_back(std::move(rule));
        root.adopt(reader);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace telltale::rules
