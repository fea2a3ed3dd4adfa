// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace telltale::capturing {

/// The command line of telltale-capture.
struct Options {
    std::string interface;
    std::string filter; ///< BPF expression; empty for everything
    int snapLength = 262144; ///< octets kept of a packet
    int bufferMebibytes = 32; ///< of the kernel's ring
    bool help = false;
    bool version = false;
};

/// @p arguments without the program's name. An error of kind usage says what is wrong.
base::Result<Options> parseOptions(const std::vector<std::string> &arguments);

extern const char *const usageText;

} // namespace telltale::capturing
