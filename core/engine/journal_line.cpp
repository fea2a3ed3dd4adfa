// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/journal_line.h"

#include "attribution/phone_event.h"
#include "intercept/relay_event.h"

#include <simdjson.h>

namespace telltale::engine {

namespace {

std::optional<PrivateMark> privateMark(std::string_view line)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view entry, time;
    bool on = false;
    if (parser.parse(line.data(), line.size()).get(root) != simdjson::SUCCESS
        || root["entry"].get(entry) != simdjson::SUCCESS || entry != "private"
        || root["time"].get(time) != simdjson::SUCCESS || root["on"].get(on) != simdjson::SUCCESS)
        return std::nullopt;
    const auto at = base::parseRfc3339(time);
    return at ? std::optional(PrivateMark{*at, on}) : std::nullopt;
}

} // namespace

std::optional<Finding> findingOf(std::string_view line)
{
    if (line.empty())
        return std::nullopt;
    if (auto event = intercept::readRelayEvent(line))
        return Finding(std::move(*event));
    if (const auto mark = privateMark(line))
        return Finding(*mark);
    if (auto event = attribution::readPhoneEvent(line))
        return Finding(std::move(*event));
    return std::nullopt;
}

} // namespace telltale::engine
