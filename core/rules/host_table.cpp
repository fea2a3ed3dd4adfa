// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/host_table.h"

#include "rules/registrable_domain.h"

#include <algorithm>

namespace telltale::rules {

namespace {

constexpr std::string_view anyTld = ".{tld}";
constexpr std::string_view anyBelow = "*.";

bool isHostName(std::string_view name)
{
    if (name.empty() || name.front() == '.' || name.back() == '.' || name.find("..") != std::string_view::npos)
        return false;
    return std::all_of(name.begin(), name.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'; });
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

bool HostTable::add(std::string_view pattern, std::uint32_t value)
{
    const bool below = pattern.starts_with(anyBelow);
    if (below)
        pattern.remove_prefix(anyBelow.size());
    const bool tld = pattern.ends_with(anyTld);
    if (tld)
        pattern.remove_suffix(anyTld.size());
    if (!isHostName(pattern))
        return false;
    Index &index = tld ? (below ? m_belowAnyTld : m_hostsAnyTld) : (below ? m_below : m_hosts);
    index[std::string(pattern)].push_back(value);
    return true;
}

std::vector<std::uint32_t> HostTable::find(std::string_view host) const
{
    std::vector<std::uint32_t> found;
    const std::string name = canonicalHost(host);
    collect(m_hosts, name, found);
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
