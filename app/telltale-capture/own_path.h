// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace telltale::capturing {

/// The command that gives this program its rights, to be copied.
std::string rightRemedy();

} // namespace telltale::capturing
