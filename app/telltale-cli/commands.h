// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"
#include "decode/decoder.h"
#include "exit_status.h"
#include "rules/rule_set.h"
#include "rules/tracker_library.h"

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
/// Reads a capture with one tracker file, and prints what it finds and why the rest does not fit.
ExitStatus tryRules(const Arguments &arguments);

/// What an analysis opens payloads with; nothing as long as it has not begun.
struct Opening {
    std::shared_ptr<const rules::TrackerLibrary> trackers;
    std::shared_ptr<const decode::DecoderRegistry> decoders;
};

/// The options with the decoders and the names of fields from @p opening, which is looked at when a record is written,
/// and which outlives the options.
session::RecordOptions annotated(session::RecordOptions options, const Opening &opening);

/// The rules sentences take names from, for text output; null where records are wanted.
base::Result<std::shared_ptr<const rules::RuleSet>> sentenceRules(const Arguments &arguments);

} // namespace telltale::cli
