// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "rules/rules_folder.h"
#include "rules/tracker_folder.h"
#include "trackers/node_names.h"

#include <cstdio>

namespace telltale::cli {

namespace {

/// The user's own rules come before those named on the command line, which override them.
Arguments withOwnRules(Arguments arguments)
{
    auto &folders = arguments.engine.trackerFolders;
    if (const std::string own = rules::userTrackerFolder(); !own.empty())
        folders.insert(folders.begin(), own);
    return arguments;
}

} // namespace

ExitStatus run(const Arguments &arguments)
{
    for (const std::string &warning : arguments.warnings)
        std::fprintf(stderr, "telltale-cli: %s\n", warning.c_str());
    switch (arguments.command) {
    case Command::analyze: return analyze(withOwnRules(arguments));
    case Command::watch: return watch(withOwnRules(arguments));
    case Command::interfaces: return interfaces();
    case Command::ca: return ca(arguments);
    case Command::doctor: return doctor(arguments);
    case Command::rules: return arguments.inputs[0] == "check" ? checkRules(arguments.inputs[1]) : tryRules(arguments);
    case Command::help: std::fputs(helpText().c_str(), stdout); return ExitStatus::done;
    case Command::version: std::puts("telltale-cli " TELLTALE_VERSION); return ExitStatus::done;
    }
    return ExitStatus::usage;
}

session::RecordOptions annotated(session::RecordOptions options, const Opening &opening)
{
    options.annotate = [&opening](decode::OutgoingMessage &message) {
        if (opening.trackers)
            trackers::nameNodes(*opening.trackers->table(), message);
    };
    options.decoders = [&opening] { return opening.decoders; };
    return options;
}

base::Result<std::shared_ptr<const rules::RuleSet>> sentenceRules(const Arguments &arguments)
{
    if (!arguments.text)
        return std::shared_ptr<const rules::RuleSet>();
    const std::string &folder = arguments.engine.rulesFolder;
    return rules::loadRules(folder.empty() ? rules::defaultRulesFolder() : folder);
}

} // namespace telltale::cli
