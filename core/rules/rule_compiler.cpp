// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_compiler.h"

#include "rules/compiled_rules.h"
#include "rules/rule_files.h"
#include "rules/toml_document.h"
#include "rules/tracker_folder.h"
#include "rules/tracker_rules.h"

namespace telltale::rules {

namespace {

template <typename Read>
base::Status add(CompiledRulesWriter &writer, const std::string &path, Read read)
{
    const auto text = readRuleFile(path);
    if (!text)
        return text.error();
    const auto rules = read(text.value(), path);
    if (!rules)
        return rules.error();
    writer.add(text.value(), rules.value());
    return base::Done{};
}

} // namespace

base::Result<std::string> compileRules(const std::string &folder)
{
    CompiledRulesWriter writer;
    const base::Status statuses[] = {
        add(writer, folder + "/search_engines.toml", readSearchEngineRules),
        add(writer, folder + "/search_engines_matomo.toml", readSearchEngineRules),
        add(writer, folder + "/apps.toml", readAppRules),
        add(writer, folder + "/identifiers.toml", readIdentifierRules),
        add(writer, folder + "/organisations.toml", readOrganisationRules),
        add(writer, folder + "/incognito.toml", readIncognitoRules),
    };
    for (const base::Status &status : statuses) {
        if (!status)
            return status.error();
    }
    const auto trackers = trackerFilesIn(folder + "/trackers");
    if (!trackers)
        return trackers.error();
    for (const std::string &path : trackers.value()) {
        if (const auto status = add(writer, path, readTrackerRules); !status)
            return status.error();
    }
    return writer.data();
}

} // namespace telltale::rules
