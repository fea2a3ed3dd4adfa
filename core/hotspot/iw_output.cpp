// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/iw_output.h"

#include "hotspot/text_split.h"

#include <algorithm>
#include <charconv>

namespace telltale::hotspot {

namespace {

constexpr std::size_t mostEntries = 1024;

std::optional<int> numberAt(std::string_view text)
{
    int value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    return status == std::errc{} ? std::optional(value) : std::nullopt;
}

std::string_view trimmed(std::string_view line)
{
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

bool namesMode(std::string_view combination, std::string_view mode)
{
    for (std::size_t at = combination.find(mode); at != std::string_view::npos; at = combination.find(mode, at + 1)) {
        const char before = at == 0 ? ' ' : combination[at - 1];
        const std::size_t end = at + mode.size();
        const char after = end < combination.size() ? combination[end] : ' ';
        if (before == ' ' && (after == ' ' || after == ','))
            return true;
    }
    return false;
}

/// "#{ managed } <= 1, #{ AP, P2P-GO } <= 1, total <= 2, #channels <= 1"
void addCombination(std::string_view text, RadioAbilities &abilities)
{
    constexpr std::string_view channels = "#channels <= ";
    const std::size_t at = text.find(channels);
    if (at == std::string_view::npos || !namesMode(text, "managed") || !namesMode(text, "AP"))
        return;
    const int number = numberAt(text.substr(at + channels.size())).value_or(0);
    abilities.channelsWhileConnected = std::max(abilities.channelsWhileConnected, number);
}

} // namespace

RadioAbilities parsePhyInfo(std::string_view iwPhyInfo)
{
    enum class Section { none, modes, combinations };
    RadioAbilities abilities;
    Section section = Section::none;
    std::string combination;
    while (!iwPhyInfo.empty()) {
        const std::string_view line = trimmed(takeLine(iwPhyInfo));
        const bool bullet = line.starts_with("* ");
        if (section == Section::combinations && (bullet || line.find(':') != std::string_view::npos)) {
            addCombination(combination, abilities);
            combination.clear();
        }
        if (line == "Supported interface modes:")
            section = Section::modes;
        else if (line == "valid interface combinations:")
            section = Section::combinations;
        else if (section == Section::modes && !bullet)
            section = Section::none;
        else if (section == Section::modes)
            abilities.accessPoint = abilities.accessPoint || line == "* AP";
        else if (section == Section::combinations) {
            if (line.find(':') != std::string_view::npos)
                section = Section::none;
            else if (combination.size() < mostEntries)
                combination.append(line).push_back(' ');
        }
    }
    addCombination(combination, abilities);
    return abilities;
}

std::vector<RadioInterface> parseInterfaces(std::string_view iwDev)
{
    std::vector<RadioInterface> interfaces;
    std::string phy;
    while (!iwDev.empty() && interfaces.size() < mostEntries) {
        std::string_view line = takeLine(iwDev);
        const std::string_view word = takeWord(line);
        if (word.starts_with("phy#"))
            phy = word;
        else if (word == "Interface")
            interfaces.push_back({phy, std::string(takeWord(line)), {}, std::nullopt});
        else if (word == "type" && !interfaces.empty())
            interfaces.back().type = takeWord(line);
        else if (word == "channel" && !interfaces.empty())
            interfaces.back().channel = numberAt(takeWord(line));
    }
    return interfaces;
}

std::map<std::string, std::string> parseRegulatoryDomains(std::string_view iwRegGet)
{
    std::map<std::string, std::string> domains;
    std::string of = "global";
    while (!iwRegGet.empty() && domains.size() < mostEntries) {
        std::string_view line = takeLine(iwRegGet);
        const std::string_view word = takeWord(line);
        if (word == "global" || word.starts_with("phy#"))
            of = word;
        else if (word == "country")
            domains.emplace(of, takeWord(line).substr(0, 2));
    }
    return domains;
}

} // namespace telltale::hotspot
