// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/change_journal.h"
#include "hotspot/finding.h"

#include <optional>
#include <string>

namespace telltale::hotspot {

/// A setting of the kernel that a command writes.
struct KernelSetting {
    std::string file; ///< below /proc/sys
    std::string value;

    friend bool operator==(const KernelSetting &, const KernelSetting &) = default;
};

/// Of "sudo sysctl -w NAME=NUMBER" and nothing else; dots in the name part folders (sysctl(8)).
std::optional<KernelSetting> settingOf(const std::string &command);

/// It stands in the way, a command mends it and another takes that back.
bool canBeMended(const Finding &finding);

/// Does what the finding's command does, noted in @p journal before. Settings of the kernel are taken back only where
/// nobody changed them since.
base::Status mend(ChangeJournal &journal, const Finding &finding);

/// Runs a command that was meant to be copied into a shell, as this user: only what stands behind "sudo" in it is run
/// as root, by sudo, or pkexec(1) where sudo is not installed, which ask for the password themselves (for minutes at
/// most). An error says what it said.
base::Status runCommand(const std::string &command);

} // namespace telltale::hotspot
