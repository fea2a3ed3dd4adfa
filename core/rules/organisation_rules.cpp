// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"
#include "rules/rule_files.h"
#include "rules/rule_reader.h"

#include <algorithm>

namespace telltale::rules {

namespace {

// What a host is for, as far as is publicly known. A closed list, so that filters can offer it.
constexpr std::string_view purposes[] = {
    "analytics", "advertising", "attribution", "crash", "push", "search", "social", "cdn", "service"};

bool isCountryCode(const std::string &code)
{
    return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

OrganisationRule readOrganisation(RuleReader &reader, const std::string &fileSource)
{
    reader.allowOnly({"name", "country", "source", "analytics", "advertising", "attribution", "crash", "push", "search",
        "social", "cdn", "service"});
    OrganisationRule rule;
    rule.name = reader.text("name");
    rule.country = reader.optionalText("country");
    rule.source = reader.optionalText("source");
    if (rule.source.empty())
        rule.source = fileSource;
    for (const std::string_view purpose : purposes) {
        for (const std::string &host : reader.optionalTexts(purpose)) {
            if (!HostTable::isPattern(host))
                reader.refuse(purpose, "holds \"" + host + "\", which is no host pattern.", "Write \"*.example.org\".");
            rule.hosts.emplace_back(host, purpose);
        }
    }
    return rule;
}

} // namespace

base::Result<OrganisationRules> readOrganisationRules(std::string_view text, const std::string &fileName)
{
    const auto document = parseToml(text, fileName);
    if (!document)
        return document.error();
    RuleReader root(document.value(), fileName);
    root.allowOnly({"source", "countries", "organisation"});
    const std::string source = root.optionalText("source");
    OrganisationRules rules;
    rules.countries = root.textMembers("countries");
    for (const auto &[code, name] : rules.countries) {
        if (!isCountryCode(code))
            root.refuse("countries", "holds the code \"" + code + "\".", "Use two upper-case letters of ISO 3166-1.");
    }
    for (RuleReader &reader : root.tables("organisation")) {
        rules.organisations.push_back(readOrganisation(reader, source));
        const std::string &country = rules.organisations.back().country;
        const auto named = [&](const auto &entry) { return entry.first == country; };
        if (!country.empty() && std::none_of(rules.countries.begin(), rules.countries.end(), named))
            reader.refuse("country", "has no name for people.", "Add " + country + " = \"…\" below [countries].");
        root.adopt(reader);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace telltale::rules
