// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_types.h"
#include "rules/tracker_types.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Rules as the program carries them: what its own rule files say, checked and taken apart when it was built, so that
/// it need not read their TOML at every start. They stand for a file by its text: a file that was changed since, or is
/// not one of ours, is not found and is read as it is.
namespace telltale::rules {

/// The hash of a file's text (XXH3, 128 bit).
using TextHash = std::pair<std::uint64_t, std::uint64_t>;

/// Collects files for the data of CompiledRules.
class CompiledRulesWriter {
public:
    /// @p rules is what @p text says: SearchRules, AppRules, IdentifierRules, OrganisationRules, IncognitoRules or
    /// TrackerService. The name of a service's file is left out.
    template <typename Rules>
    void add(std::string_view text, const Rules &rules);
    [[nodiscard]] const std::string &data() const { return m_data; }

private:
    std::string m_data;
};

class CompiledRules {
public:
    /// @param data  of a CompiledRulesWriter; not owned, outlives this. Any octets: what is damaged is not found.
    explicit CompiledRules(std::string_view data);

    /// The rules a file of this text holds; nothing where none was compiled.
    template <typename Rules>
    [[nodiscard]] std::optional<Rules> find(std::string_view text) const;

    [[nodiscard]] std::size_t files() const { return m_files.size(); }

    /// Those this program was built with.
    static const CompiledRules &builtIn();

private:
    struct File {
        std::uint64_t kind = 0;
        std::string_view rules;
    };
    std::map<TextHash, File> m_files;
};

/// The data of CompiledRules::builtIn(), made when the program was built.
std::string_view builtInRuleData();

} // namespace telltale::rules
