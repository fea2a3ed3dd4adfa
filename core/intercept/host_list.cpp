// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/host_list.h"

#include "intercept/client_hello.h"
#include "net/address.h"

#include <algorithm>

namespace telltale::intercept {

namespace {

std::string normal(std::string_view name)
{
    std::string text(name);
    std::transform(text.begin(), text.end(), text.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

} // namespace

bool HostList::add(std::string_view pattern)
{
    const bool below = pattern.starts_with("*."), both = pattern.starts_with(".");
    const std::string name = normal(pattern.substr(below ? 2 : both ? 1 : 0));
    const auto address = net::IpAddress::parse(name);
    if (address && !below && !both) {
        m_exact.insert(address->text());
        return true;
    }
    if (!isHostName(name))
        return false;
    if (!below)
        m_exact.insert(name);
    if (below || both)
        m_below.insert(name);
    return true;
}

bool HostList::contains(std::string_view host) const
{
    const std::string name = normal(host);
    if (m_exact.contains(name))
        return true;
    std::string_view rest = name;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
        rest.remove_prefix(dot + 1);
        if (m_below.contains(rest))
            return true;
    }
    return false;
}

} // namespace telltale::intercept
