// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/lease_file.h"

#include "hotspot/text_split.h"

#include <algorithm>
#include <cctype>

namespace telltale::hotspot {

namespace {

constexpr std::size_t mostLeases = 4096;
constexpr std::size_t longestName = 255; // of a host, RFC 1035 section 2.3.4

bool isNumber(std::string_view word)
{
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string macIn(std::string_view word)
{
    constexpr std::size_t length = 17;
    if (word.size() != length)
        return {};
    std::string mac(word);
    for (std::size_t i = 0; i < length; ++i) {
        const auto c = static_cast<unsigned char>(mac[i]);
        if (i % 3 == 2 ? c != ':' : std::isxdigit(c) == 0)
            return {};
        mac[i] = static_cast<char>(std::tolower(c));
    }
    return mac;
}

std::string nameIn(std::string_view word)
{
    if (word == "*")
        return {};
    std::string name(word.substr(0, longestName));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c <= ' ' || c > '~'; }, '?');
    return name;
}

} // namespace

std::vector<Lease> parseLeases(std::string_view text)
{
    std::vector<Lease> leases;
    while (!text.empty() && leases.size() < mostLeases) {
        std::string_view line = takeLine(text);
        const std::string_view expiry = takeWord(line), hardware = takeWord(line), address = takeWord(line),
                               name = takeWord(line);
        const auto ip = net::IpAddress::parse(address);
        if (isNumber(expiry) && ip && !name.empty())
            leases.push_back({macIn(hardware), *ip, nameIn(name)});
    }
    return leases;
}

} // namespace telltale::hotspot
