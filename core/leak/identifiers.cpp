// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identifiers.h"

#include "base/utf8.h"
#include "leak/payload_walk.h"

#include <algorithm>

namespace telltale::leak {

namespace {

constexpr std::size_t mostIdentifiers = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isUuid(std::string_view value)
{
    if (value.size() != 36)
        return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? value[i] != '-' : !isHex(value[i]))
            return false;
    }
    return true;
}

/// 3GPP TS 23.003 § 6.2.1 and annex B: 15 digits, the last a Luhn check digit.
bool isImei(std::string_view value)
{
    if (value.size() != 15 || !std::all_of(value.begin(), value.end(), isDigit))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const int digit = value[i] - '0';
        sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
    }
    return sum % 10 == 0;
}

bool isPlaceholder(std::string_view value)
{
    const std::string lower = rules::lowerKey(value);
    if (lower == "null" || lower == "undefined" || lower == "unknown" || lower == "(null)" || lower == "default"
        || lower == "android")
        return true;
    return value.find_first_not_of("0-:") == std::string_view::npos;
}

void addFrom(
    const rules::RuleSet &rules, const decode::LocatedTree &located, std::vector<session::SentIdentifier> &found)
{
    const std::size_t colon = located.location.find(':');
    const std::string_view outer =
        colon == std::string::npos ? std::string_view() : std::string_view(located.location).substr(colon + 1);
    for (std::uint32_t i = 0; i < located.tree.nodes().size() && found.size() < mostIdentifiers; ++i) {
        if (!located.tree.isValue(i))
            continue;
        std::string_view key = keyOf(located.tree, i);
        if (key.empty())
            key = outer;
        const std::string_view value = base::asText(located.tree.content(i));
        if (key.empty() || value.empty() || value.size() > 4096)
            continue;
        for (const rules::IdentifierRule *rule : rules.identifiersOf(key)) {
            if (!rule->constant && fitsShape(*rule, value))
                found.push_back({rule->kind, std::string(value)});
        }
    }
}

} // namespace

bool fitsShape(const rules::IdentifierRule &rule, std::string_view value)
{
    if (value.size() < rule.minimum || value.size() > rule.maximum || isPlaceholder(value)
        || !base::isReadableText(value))
        return false;
    switch (rule.shape) {
    case rules::Shape::any:
        return true;
    case rules::Shape::uuid:
        return isUuid(value);
    case rules::Shape::hex:
        return std::all_of(value.begin(), value.end(), isHex);
    case rules::Shape::digits:
        return std::all_of(value.begin(), value.end(), isDigit);
    case rules::Shape::imei:
        return isImei(value);
    }
    return false;
}

std::vector<session::SentIdentifier> sentIdentifiers(
    const rules::RuleSet &rules, const decode::OutgoingMessage &message)
{
    std::vector<session::SentIdentifier> found;
    for (const decode::LocatedTree &located : message.trees)
        addFrom(rules, located, found);
    std::sort(found.begin(), found.end(),
        [](const auto &a, const auto &b) { return a.kind != b.kind ? a.kind < b.kind : a.value < b.value; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace telltale::leak
