// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/registrable_domain.h"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <functional>

namespace telltale::rules {

namespace {

// The list compiled into libpsl: the same input gives the same records on the same system.
const psl_ctx_t *suffixList()
{
    return psl_builtin();
}

bool isDigitOrDot(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

} // namespace

std::string canonicalHost(std::string_view host)
{
    if (!host.empty() && host.back() == '.')
        host.remove_suffix(1);
    std::string lower(host);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

bool isAddressLiteral(std::string_view host)
{
    if (host.find(':') != std::string_view::npos)
        return true;
    return !host.empty() && std::all_of(host.begin(), host.end(), isDigitOrDot);
}

std::string registrableDomain(std::string_view host)
{
    const std::string name = canonicalHost(host);
    // A zero octet would end the name early inside the C library.
    if (suffixList() == nullptr || isAddressLiteral(name) || name.find('\0') != std::string::npos
        || name.find('.') == std::string::npos || name.find("..") != std::string::npos)
        return {};
    const char *domain = psl_registrable_domain(suffixList(), name.c_str());
    return domain != nullptr ? std::string(domain) : std::string();
}

namespace {

std::string_view lookUpSuffix(std::string_view canonicalHostName)
{
    std::string_view found;
    std::string_view rest = canonicalHostName;
    constexpr int icannOnly = PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE;
    if (suffixList() == nullptr || rest.find('\0') != std::string_view::npos)
        return {};
    // From the end, label by label: no public suffix has more than four labels.
    std::size_t at = rest.size();
    for (int labels = 0; labels < 4 && at != std::string_view::npos && at > 0; ++labels) {
        const std::size_t dot = rest.rfind('.', at - 1);
        const std::string_view suffix = dot == std::string_view::npos ? rest : rest.substr(dot + 1);
        if (psl_is_public_suffix2(suffixList(), std::string(suffix).c_str(), icannOnly) != 0)
            found = suffix;
        at = dot;
    }
    return found;
}

} // namespace

std::string_view publicSuffix(std::string_view canonicalHostName)
{
    // A look-up asks the list for each label, and every request asks for its host more than once.
    struct Known {
        std::string host;
        std::size_t size = 0; // of its suffix
    };
    constexpr std::size_t longestHost = 253; // RFC 1035, section 2.3.4, as text
    thread_local std::array<Known, 256> lately;
    if (canonicalHostName.size() > longestHost)
        return lookUpSuffix(canonicalHostName);
    Known &known = lately[std::hash<std::string_view>()(canonicalHostName) % lately.size()];
    if (known.host != canonicalHostName) {
        known.host = canonicalHostName;
        known.size = lookUpSuffix(canonicalHostName).size();
    }
    return canonicalHostName.substr(canonicalHostName.size() - known.size);
}

bool sameSite(std::string_view hostA, std::string_view hostB)
{
    const std::string a = canonicalHost(hostA);
    const std::string b = canonicalHost(hostB);
    if (a == b)
        return true;
    const std::string domain = registrableDomain(a);
    return !domain.empty() && domain == registrableDomain(b);
}

} // namespace telltale::rules
