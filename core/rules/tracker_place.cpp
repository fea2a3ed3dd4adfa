// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_place.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace telltale::rules {

namespace {

constexpr std::array<std::pair<std::string_view, PlaceRoot>, 5> roots{
    {{"body", PlaceRoot::body}, {"query", PlaceRoot::query}, {"header", PlaceRoot::header},
        {"cookie", PlaceRoot::cookie}, {"path", PlaceRoot::path}}};

constexpr std::uint32_t lastSegment = 64;

/// "~1" and "~0" undone; nothing for another '~'.
std::optional<std::string> unescaped(std::string_view raw)
{
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '~') {
            text += raw[i];
            continue;
        }
        if (++i == raw.size() || (raw[i] != '0' && raw[i] != '1'))
            return std::nullopt;
        text += raw[i] == '1' ? '/' : '~';
    }
    return text;
}

std::optional<PlaceKey> keyOf(std::string_view raw, std::string &problem)
{
    using Kind = PlaceKey::Kind;
    if (raw == "[]")
        return PlaceKey{Kind::anyIndex, {}};
    if (raw == "*")
        return PlaceKey{Kind::anyKey, {}};
    if (raw == "**")
        return PlaceKey{Kind::anyDepth, {}};
    auto text = unescaped(raw);
    if (!text || raw.empty()) {
        problem = raw.empty() ? "has an empty key" : "has a '~' that is neither ~0 nor ~1";
        return std::nullopt;
    }
    return PlaceKey{Kind::exact, std::move(*text)};
}

bool readKeys(std::string_view text, TrackerPlace &place, std::string &problem)
{
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('/', at), text.size());
        auto key = keyOf(text.substr(at, end - at), problem);
        if (!key)
            return false;
        place.keys.push_back(std::move(*key));
        at = end + 1;
    }
    if (place.keys.size() > mostPlaceKeys)
        problem = "has more than " + std::to_string(mostPlaceKeys) + " keys";
    return problem.empty();
}

bool readSegment(std::string_view text, TrackerPlace &place, std::string &problem)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place.segment);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || place.segment == 0 || place.segment > lastSegment)
        problem = "must name a segment of the path by its number from 1, as in path:2";
    return problem.empty();
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// Headers and cookies have their name first, and headers' names have no case.
bool nameHolder(TrackerPlace &place, std::string &problem)
{
    const bool named = !place.keys.empty()
        && (place.keys[0].kind == PlaceKey::Kind::exact || place.keys[0].kind == PlaceKey::Kind::anyKey);
    if (!named)
        problem = "needs a name first, as in header:User-Agent or cookie:_ga";
    else if (place.root == PlaceRoot::header)
        place.keys[0].text = lower(std::move(place.keys[0].text));
    return named;
}

} // namespace

bool PlaceKey::fits(std::string_view key) const
{
    switch (kind) {
    case Kind::exact:
        return key == text;
    case Kind::anyIndex:
        return key.size() > 2 && key.front() == '[' && key.back() == ']';
    case Kind::anyKey:
    case Kind::anyDepth:
        return true;
    }
    return false;
}

std::optional<TrackerPlace> parsePlace(std::string_view text, std::string &problem)
{
    problem.clear();
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto root = std::find_if(
        roots.begin(), roots.end(), [&](const auto &known) { return known.first == text.substr(0, colon); });
    if (root == roots.end()) {
        problem = "begins with no known location";
        return std::nullopt;
    }
    TrackerPlace place;
    place.root = root->second;
    place.text = text;
    if (colon < text.size()) {
        const std::string_view rest = text.substr(colon + 1);
        if (place.root == PlaceRoot::path ? !readSegment(rest, place, problem) : !readKeys(rest, place, problem))
            return std::nullopt;
    }
    if ((place.root == PlaceRoot::header || place.root == PlaceRoot::cookie) && !nameHolder(place, problem))
        return std::nullopt;
    return place;
}

} // namespace telltale::rules
