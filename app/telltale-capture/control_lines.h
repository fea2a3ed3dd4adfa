// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telltale::capturing {

/// What one line on standard input asks for.
struct Command {
    enum class Kind { stop, filter, statistics, redirectOff, unknown, tooLong };

    Kind kind = Kind::unknown;
    std::string text; ///< of filter: the expression; of unknown: the line, made printable

    friend bool operator==(const Command &, const Command &) = default;
};

/// Cuts standard input into commands, one a line. Total; keeps at most one line of 16 KiB, and gives
/// a single tooLong for a longer one. A line without its end is no command.
class ControlLines {
public:
    std::vector<Command> feed(std::string_view input);

private:
    std::string m_line;
    bool m_tooLong = false;
};

} // namespace telltale::capturing
