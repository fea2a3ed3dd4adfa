// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace telltale::rules {

struct TomlMember;

/// A TOML value with the place it stands at, free of the library that read it.
struct TomlValue {
    using Array = std::vector<TomlValue>;
    using Table = std::vector<TomlMember>;

    std::variant<std::monostate, std::string, std::int64_t, bool, Array, Table>
        data; ///< monostate: a kind rules never use
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

struct TomlMember {
    std::string key;
    TomlValue value;
};

/// Reads TOML 1.0. Errors name @p fileName, line and column.
base::Result<TomlValue> parseToml(std::string_view text, const std::string &fileName);

/// Reads a whole rule file; one that is missing, unreadable or over 8 MiB is an error.
base::Result<std::string> readRuleFile(const std::string &path);

/// "FILE:LINE:COLUMN: problem" with what to do about it.
base::Error ruleError(
    const std::string &fileName, const TomlValue &at, const std::string &problem, const std::string &remedy);

} // namespace telltale::rules
