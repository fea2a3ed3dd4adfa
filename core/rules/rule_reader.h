// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/toml_document.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::rules {

/// Takes the members of one table with their types checked. The first thing that is wrong is kept as
/// the error, with its place; all later reads give empty values, so callers read everything and ask once.
class RuleReader {
public:
    RuleReader(const TomlValue &table, std::string fileName);

    /// Refuses members with other names: a misspelt key would silently switch a rule off.
    void allowOnly(std::initializer_list<std::string_view> keys);

    std::string text(std::string_view key); ///< must be there and not be empty
    std::string optionalText(std::string_view key);
    std::vector<std::string> texts(std::string_view key); ///< a list of strings, at least one
    std::vector<std::string> optionalTexts(std::string_view key);
    std::int64_t integer(std::string_view key, std::int64_t minimum, std::int64_t maximum, std::int64_t fallback);
    /// The tables of an array of tables; none when it is absent.
    std::vector<RuleReader> tables(std::string_view key);
    std::vector<std::pair<std::string, std::string>> textMembers(std::string_view key); ///< a table of strings

    /// Notes that @p key has a value that cannot be used.
    void refuse(std::string_view key, const std::string &problem, const std::string &remedy);
    /// Takes over the error of a table inside this one.
    void adopt(const RuleReader &inner);

    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

private:
    const TomlValue *member(std::string_view key) const;
    std::vector<std::string> list(std::string_view key, bool needed);

    const TomlValue *m_table;
    std::string m_fileName;
    std::optional<base::Error> m_error;
};

} // namespace telltale::rules
