// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace telltale::engine {

/// Hex SHA-256 of a regular file; empty for streams, folders and files that cannot be read.
std::string sha256OfFile(const std::string &path);

} // namespace telltale::engine
