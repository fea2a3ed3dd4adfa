// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/analysis.h"
#include "session/export/record_writer.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace telltale::cli {

enum class Command { analyze, watch, interfaces, ca, doctor, rules, help, version };

/// What `ca` is to do with this computer's certificate authority.
enum class CaAction { show, print, renew, remove };

struct Arguments {
    Command command = Command::help;
    std::vector<std::string> inputs;       ///< analyze; of rules its own command and what it is about
    std::string interface;                 ///< watch, doctor
    std::optional<std::uint16_t> relayPort; ///< doctor
    bool mend = false;                     ///< doctor
    engine::Options engine;
    engine::Interception interception;     ///< watch
    bool intercept = false;                ///< watch
    std::string sessionFolder;             ///< watch
    std::optional<engine::AdbInput> adb;   ///< watch, doctor: ask the phone
    std::optional<engine::PcapdroidInput> pcapdroid; ///< watch: instead of an interface
    net::IpAddress pcapdroidSender;        ///< watch: the phone; null for whoever is heard first
    session::RecordOptions records;
    std::set<std::string> only;            ///< record types; empty for all
    bool text = false;                     ///< text for people instead of NDJSON
    bool failOnLeak = false;
    std::vector<std::string> warnings;     ///< whole sentences for standard error: secrets that find little
    unsigned secretOptions = 0;            ///< --secret was given that often
    CaAction caAction = CaAction::show;    ///< ca
};

/// Reads the command line; standardOutputIsTerminal chooses the format where none is given.
/// Errors are of kind usage and say what was meant to stand there.
base::Result<Arguments> parseArguments(const std::vector<std::string> &words, bool standardOutputIsTerminal);

/// The text of --help.
std::string helpText();

} // namespace telltale::cli
