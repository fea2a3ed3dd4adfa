// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"

#include "rules/registrable_domain.h"

#include <algorithm>

namespace telltale::rules {

namespace {

constexpr std::string_view anyTld = ".{tld}";
constexpr std::string_view anyBelow = "*.";
constexpr std::string_view anyCountry = "{country}.";

bool isHostName(std::string_view name)
{
    if (name.empty() || name.front() == '.' || name.back() == '.' || name.find("..") != std::string_view::npos)
        return false;
    return std::all_of(name.begin(), name.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'; });
}

/// What follows a first label of two letters; empty where there is none.
std::string_view belowCountry(std::string_view name)
{
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool country = name.size() > 3 && name[2] == '.' && isLetter(name[0]) && isLetter(name[1]);
    return country ? name.substr(3) : std::string_view();
}

template <typename Index>
void collect(const Index &index, std::string_view key, std::vector<std::uint32_t> &found)
{
    const auto it = index.find(std::string(key));
    if (it == index.end())
        return;
    for (const std::uint32_t value : it->second) {
        if (std::find(found.begin(), found.end(), value) == found.end())
            found.push_back(value);
    }
}

template <typename Index>
void collectBelow(const Index &index, std::string_view name, std::vector<std::uint32_t> &found)
{
    for (std::string_view rest = name; !rest.empty();) {
        collect(index, rest, found);
        const std::size_t dot = rest.find('.');
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
}

} // namespace

std::optional<HostTable::Parts> HostTable::partsOf(std::string_view pattern)
{
    Parts parts{&HostTable::m_hosts, pattern};
    if (pattern.starts_with(anyCountry)) {
        parts = {&HostTable::m_belowCountry, pattern.substr(anyCountry.size())};
    } else {
        const bool below = pattern.starts_with(anyBelow);
        if (below)
            parts = {&HostTable::m_below, pattern.substr(anyBelow.size())};
        if (parts.key.ends_with(anyTld)) {
            parts.key.remove_suffix(anyTld.size());
            parts.index = below ? &HostTable::m_belowAnyTld : &HostTable::m_hostsAnyTld;
        }
    }
    return isHostName(parts.key) ? std::optional(parts) : std::nullopt;
}

bool HostTable::isPattern(std::string_view pattern)
{
    return partsOf(pattern).has_value();
}

bool HostTable::add(std::string_view pattern, std::uint32_t value)
{
    const auto parts = partsOf(pattern);
    if (parts)
        (this->*parts->index)[std::string(parts->key)].push_back(value);
    return parts.has_value();
}

std::vector<std::uint32_t> HostTable::find(std::string_view host) const
{
    std::vector<std::uint32_t> found;
    const std::string name = canonicalHost(host);
    collect(m_hosts, name, found);
    if (const std::string_view rest = belowCountry(name); !rest.empty())
        collect(m_belowCountry, rest, found);
    std::string_view stem;
    if (!m_hostsAnyTld.empty() || !m_belowAnyTld.empty()) {
        const std::string_view suffix = publicSuffix(name);
        if (!suffix.empty() && suffix.size() < name.size())
            stem = std::string_view(name).substr(0, name.size() - suffix.size() - 1);
    }
    if (!stem.empty())
        collect(m_hostsAnyTld, stem, found);
    collectBelow(m_below, name, found);
    if (!stem.empty())
        collectBelow(m_belowAnyTld, stem, found);
    return found;
}

} // namespace telltale::rules
