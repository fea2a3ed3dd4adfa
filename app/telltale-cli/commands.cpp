// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "rules/rules_folder.h"

#include <cstdio>

namespace telltale::cli {

ExitStatus run(const Arguments &arguments)
{
    for (const std::string &warning : arguments.warnings)
        std::fprintf(stderr, "telltale-cli: %s\n", warning.c_str());
    switch (arguments.command) {
    case Command::analyze: return analyze(arguments);
    case Command::watch: return watch(arguments);
    case Command::interfaces: return interfaces();
    case Command::ca: return ca(arguments);
    case Command::doctor: return doctor(arguments);
    case Command::rules: return checkRules(arguments.inputs[1]);
    case Command::help: std::fputs(helpText().c_str(), stdout); return ExitStatus::done;
    case Command::version: std::puts("telltale-cli " TELLTALE_VERSION); return ExitStatus::done;
    }
    return ExitStatus::usage;
}

base::Result<std::shared_ptr<const rules::RuleSet>> sentenceRules(const Arguments &arguments)
{
    if (!arguments.text)
        return std::shared_ptr<const rules::RuleSet>();
    const std::string &folder = arguments.engine.rulesFolder;
    return rules::loadRules(folder.empty() ? rules::defaultRulesFolder() : folder);
}

} // namespace telltale::cli
