// SPDX-License-Identifier: GPL-3.0-or-later
#include "own_path.h"

#include <filesystem>

namespace telltale::capturing {

std::string rightRemedy()
{
    std::error_code failed;
    const auto path = std::filesystem::read_symlink("/proc/self/exe", failed);
    return "Give it: sudo setcap cap_net_raw,cap_net_admin=eip " + (failed ? "telltale-capture" : path.string());
}

} // namespace telltale::capturing
