// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace telltale::hotspot {

struct ProgramOutput {
    int status = 0; ///< exit status
    std::string output;
    std::string messages; ///< the end of its standard error
};

/// Runs a program to its end and keeps what it prints; at most 64 MiB and 10 seconds. @p name is found
/// as telltale-capture is: beside this program, in PATH, in the folders for administrators' programs.
/// An error of kind privilege where it is not installed, or does not end.
base::Result<ProgramOutput> outputOf(const std::string &name, const std::vector<std::string> &arguments);

/// Where outputOf() finds a program; empty when nowhere.
std::string pathOf(const std::string &name);

} // namespace telltale::hotspot
