// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telltale::hotspot {

/// Something Telltale changed on this computer for the time it runs.
struct Change {
    std::string what; ///< a sentence for people
    std::string file; ///< empty for a change made by a command
    std::string before; ///< what was in the file
    std::string after; ///< what was written
    std::string undo; ///< the command that takes it back, to be copied

    friend bool operator==(const Change &, const Change &) = default;
};

/// One line of a journal, with its end.
std::string changeLine(const Change &change);

/// The changes in a journal's text. Total: a line that was cut off by a crash, or is something else,
/// is left out; at most 1000.
std::vector<Change> parseChanges(std::string_view text);

} // namespace telltale::hotspot
