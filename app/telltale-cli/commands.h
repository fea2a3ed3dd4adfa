// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"
#include "exit_status.h"
#include "rules/rule_set.h"

#include <memory>
#include <string>

namespace telltale::cli {

/// Runs the command; results go to standard output, everything else to standard error.
ExitStatus run(const Arguments &arguments);

ExitStatus analyze(const Arguments &arguments);
ExitStatus watch(const Arguments &arguments);
ExitStatus interfaces();
ExitStatus ca(const Arguments &arguments);
ExitStatus doctor(const Arguments &arguments);
/// Reads a tracker file, or all of a folder, and prints what it says, or what is wrong and where.
ExitStatus checkRules(const std::string &path);

/// The rules sentences take names from, for text output; null where records are wanted.
base::Result<std::shared_ptr<const rules::RuleSet>> sentenceRules(const Arguments &arguments);

} // namespace telltale::cli
