// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace telltale::engine {

/// Does work(0) to work(@p count - 1), each once, on as many threads as the computer has cores, and returns when all is
/// done. An exception of @p work ends the program.
void sideBySide(std::size_t count, const std::function<void(std::size_t)> &work);

} // namespace telltale::engine
