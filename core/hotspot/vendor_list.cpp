// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/vendor_list.h"

#include "hotspot/text_split.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace telltale::hotspot {

namespace {

constexpr std::size_t prefixLength = 8;

std::string lowerWithColons(std::string_view text)
{
    std::string result(text.substr(0, prefixLength));
    for (char &c : result)
        c = c == '-' ? ':' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

} // namespace

bool isPrivateMac(std::string_view mac)
{
    unsigned first = 0;
    const auto [end, status] =
        std::from_chars(mac.data(), mac.data() + std::min<std::size_t>(2, mac.size()), first, 16);
    constexpr unsigned locallyAdministered = 2;
    return status == std::errc{} && end == mac.data() + 2 && (first & locallyAdministered) != 0;
}

std::string vendorPrefix(std::string_view mac)
{
    return mac.size() < prefixLength ? std::string() : lowerWithColons(mac);
}

std::map<std::string, std::string> vendorsOf(const std::set<std::string> &prefixes, std::istream &ouiText)
{
    std::map<std::string, std::string> vendors;
    std::string line;
    while (vendors.size() < prefixes.size() && std::getline(ouiText, line)) {
        if (line.size() <= prefixLength || line[2] != '-')
            continue;
        const std::string prefix = lowerWithColons(line);
        std::string_view rest = std::string_view(line).substr(prefixLength);
        if (!prefixes.contains(prefix) || takeWord(rest) != "(hex)")
            continue;
        const std::size_t begin = rest.find_first_not_of(" \t"), end = rest.find_last_not_of(" \t\r");
        if (begin != std::string_view::npos)
            vendors.emplace(prefix, rest.substr(begin, end - begin + 1));
    }
    return vendors;
}

} // namespace telltale::hotspot
