// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <string>
#include <vector>

namespace telltale::hotspot {

struct ProgramOutput {
    int status = 0; ///< exit status
    std::string output;
    std::string messages; ///< the end of its standard error
};

/// Runs a program to its end and keeps what it prints; at most 64 MiB, and no longer than @p patience. @p name is found
/// as telltale-capture is: beside this program, in PATH, in the folders for administrators' programs.
/// An error of kind privilege where it is not installed, or does not end.
base::Result<ProgramOutput> outputOf(const std::string &name, const std::vector<std::string> &arguments,
    std::chrono::seconds patience = std::chrono::seconds(10));

/// Where outputOf() finds a program; empty when nowhere.
std::string pathOf(const std::string &name);

} // namespace telltale::hotspot
