// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace telltale::rules {

/// Finds the rules whose host patterns fit a host; the cost does not grow with the number of patterns.
/// Patterns:
/// - "www.example.org"      this host
/// - "*.example.org"        this host and everything below it
/// - "{country}.example.org" one label of two letters in place of {country}: de, fr
/// - "www.google.{tld}"     with any public suffix in place of {tld}: com, de, co.uk; also after "*."
class HostTable {
public:
    /// True where @p pattern is one of these forms.
    static bool isPattern(std::string_view pattern);

    /// False when @p pattern is none of these forms; nothing is added then.
    bool add(std::string_view pattern, std::uint32_t value);

    /// Values of all fitting patterns, the most specific pattern first, each value once.
    [[nodiscard]] std::vector<std::uint32_t> find(std::string_view host) const;

private:
    using Index = std::unordered_map<std::string, std::vector<std::uint32_t>>;
    struct Parts {
        Index HostTable::*index;
        std::string_view key;
    };
    static std::optional<Parts> partsOf(std::string_view pattern);

    Index m_hosts; // key: the host
    Index m_below; // key: what follows "*."
    Index m_belowCountry; // key: what follows "{country}."
    Index m_hostsAnyTld; // key: what precedes ".{tld}"
    Index m_belowAnyTld; // key: what stands between "*." and ".{tld}"
};

} // namespace telltale::rules
