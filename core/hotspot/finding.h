// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace telltale::hotspot {

enum class Severity : unsigned char {
    note, ///< good to know
    warning, ///< part of it will not work, or not as one thinks
    error, ///< it will not work
};

/// Something that stands in the way of a hotspot or an interception.
struct Finding {
    std::string id; ///< stable dotted name
    Severity severity = Severity::note;
    std::string sentence;
    std::string remedy; ///< what the reader can do
    std::string command; ///< that does it, to be copied; empty where none can
    std::string undo; ///< that takes the command back
};

/// "note", "warning", "error".
const char *severityName(Severity severity);

} // namespace telltale::hotspot
