// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/token_shape.h"

#include "leak/payload_walk.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

namespace {

constexpr std::size_t shortest = 16;
constexpr std::size_t longest = 128;
constexpr std::size_t mostTokens = 64;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "2026-11-22T13:40:12.000Z": a time has a 'T' or a 'Z' and else digits and signs.
bool isTime(std::string_view text)
{
    return text.size() >= 5 && isDigit(text[0]) && text[4] == '-'
        && std::all_of(text.begin(), text.end(), [](char c) { return !isLetter(c) || c == 'T' || c == 'Z'; });
}

bool isConstant(const rules::RuleSet &rules, std::string_view key)
{
    const auto found = rules.identifiersOf(key);
    return std::any_of(found.begin(), found.end(), [](const rules::IdentifierRule *rule) { return rule->constant; });
}

/// The field a value stands in; empty where it has no name, as a part of a path.
std::string nameOf(const decode::LocatedTree &located, std::uint32_t node)
{
    const std::string &location = located.location;
    if (location.starts_with("cookie:"))
        return location;
    const std::string_view key = keyOf(located.tree, node);
    if (!key.empty())
        return std::string(key);
    const std::size_t colon = location.find(':');
    return colon == std::string::npos ? std::string() : location.substr(colon + 1);
}

} // namespace

bool isTokenLike(std::string_view text)
{
    if (text.size() < shortest || text.size() > longest || isTime(text))
        return false;
    std::array<bool, 256> seen{};
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t signs = 0;
    std::size_t different = 0;
    for (const char c : text) {
        if (isLetter(c))
            ++letters;
        else if (isDigit(c))
            ++digits;
        else if (c == '-' || c == '_' || c == '.' || c == '~' || c == ':' || c == '+' || c == '=' || c == '/')
            ++signs;
        else
            return false;
        bool &known = seen[static_cast<unsigned char>(c)];
        different += known ? 0 : 1;
        known = true;
    }
    // Words joined by signs ("com.example.app2024") have few digits; numbers and addresses few letters.
    return letters >= 3 && digits * 6 >= text.size() && signs * 5 <= text.size() && different >= 8;
}

std::vector<session::SentIdentifier> sentTokens(const rules::RuleSet &rules, const decode::OutgoingMessage &message,
    const std::vector<session::SentIdentifier> &known)
{
    std::vector<session::SentIdentifier> found;
    for (const decode::LocatedTree &located : message.trees) {
        for (std::uint32_t i = 0; i < located.tree.nodes().size() && found.size() < mostTokens; ++i) {
            if (!located.tree.isValue(i))
                continue;
            const std::string_view value = base::asText(located.tree.content(i));
            if (!isTokenLike(value))
                continue;
            const bool named = std::any_of(
                known.begin(), known.end(), [&](const session::SentIdentifier &k) { return k.value == value; });
            if (named)
                continue;
            std::string name = nameOf(located, i);
            const bool cookie = name.starts_with("cookie:");
            if (name.empty() || (!cookie && isConstant(rules, name)))
                continue;
            found.push_back({std::move(name), std::string(value)});
        }
    }
    std::sort(found.begin(), found.end(),
        [](const auto &a, const auto &b) { return a.kind != b.kind ? a.kind < b.kind : a.value < b.value; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace telltale::leak
