// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/toml_document.h"

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
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
    /// One of some words, each with its meaning; without @p fallback it must be there.
    template <typename Value, std::size_t count>
    Value choice(std::string_view key, const std::array<std::pair<std::string_view, Value>, count> &words,
        std::optional<std::type_identity_t<Value>> fallback = std::nullopt)
    {
        const std::string given = fallback ? optionalText(key) : text(key);
        for (const auto &[word, value] : words) {
            if (given == word)
                return value;
        }
        std::vector<std::string_view> known;
        for (const auto &[word, value] : words)
            known.push_back(word);
        refuseWord(key, given, known);
        return fallback.value_or(words[0].second);
    }
    /// One of some words, which must be there.
    std::string oneOf(std::string_view key, std::span<const std::string_view> words);
    /// The tables of an array of tables; none when it is absent.
    std::vector<RuleReader> tables(std::string_view key);
    std::vector<std::pair<std::string, std::string>> textMembers(std::string_view key); ///< a table of strings

    /// Notes that @p key has a value that cannot be used.
    void refuse(std::string_view key, const std::string &problem, const std::string &remedy);
    /// Takes over the error of a table inside this one.
    void adopt(const RuleReader &inner);

    /// Where the table begins.
    [[nodiscard]] std::uint32_t line() const { return m_table->line; }

    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

private:
    const TomlValue *member(std::string_view key) const;
    std::vector<std::string> list(std::string_view key, bool needed);
    void refuseWord(std::string_view key, const std::string &given, std::span<const std::string_view> known);

    const TomlValue *m_table;
    std::string m_fileName;
    std::optional<base::Error> m_error;
};

} // namespace telltale::rules
