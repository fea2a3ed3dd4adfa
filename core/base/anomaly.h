// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace telltale::base {

/// Traffic or input that is odd: data, counted and shown, not an error of ours.
struct Anomaly {
    const char *id = "";  ///< stable dotted name, a string literal, e.g. "tcp.gap"
    std::string detail;   ///< one sentence for people, may be empty
};

} // namespace telltale::base
