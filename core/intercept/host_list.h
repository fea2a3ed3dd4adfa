// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace telltale::intercept {

/// Hosts that a user named: "example.org" is that host, ".example.org" it and all below, "*.example.org"
/// all below. An address stands for connections without a name. Upper case and a final dot do not matter.
class HostList {
public:
    /// False, and nothing is added, where @p pattern is none of the three forms.
    bool add(std::string_view pattern);
    [[nodiscard]] bool contains(std::string_view host) const;
    [[nodiscard]] bool empty() const { return m_exact.empty() && m_below.empty(); }

private:
    std::set<std::string, std::less<>> m_exact;
    std::set<std::string, std::less<>> m_below; ///< without the dot
};

} // namespace telltale::intercept
