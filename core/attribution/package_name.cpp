// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/package_name.h"

#include <algorithm>
#include <array>

namespace telltale::attribution {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isLabel(std::string_view label)
{
    if (label.empty() || !isLetter(label.front()))
        return false;
    return std::all_of(label.begin(), label.end(),
        [](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

/// Reverse domain names begin with a top-level domain; some known apps begin with a word of their own.
bool isPackageStart(std::string_view label)
{
    constexpr std::array<std::string_view, 16> words{"com", "org", "net", "edu", "gov", "info", "app", "apps", "dev",
        "xyz", "mark", "sogou", "me", "mobi", "android", "games"};
    if (label.size() == 2)
        return std::all_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return std::find(words.begin(), words.end(), label) != words.end();
}

} // namespace

bool isPackageName(std::string_view text)
{
    if (text.size() < 5 || text.size() > 160)
        return false;
    const std::size_t first = text.find('.');
    // "www.", "en.wikipedia.org": a known top-level domain at the end is a host, not a package.
    if (first == std::string_view::npos || !isPackageStart(text.substr(0, first)))
        return false;
    const std::string_view last = text.substr(text.rfind('.') + 1);
    constexpr std::array<std::string_view, 8> hostEnds{"com", "org", "net", "io", "ru", "cn", "de", "html"};
    if (std::find(hostEnds.begin(), hostEnds.end(), last) != hostEnds.end())
        return false;
    for (std::string_view rest = text;;) {
        const std::size_t dot = rest.find('.');
        if (!isLabel(rest.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        rest.remove_prefix(dot + 1);
    }
}

} // namespace telltale::attribution
