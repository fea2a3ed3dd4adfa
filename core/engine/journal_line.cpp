// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/journal_line.h"

#include "attribution/phone_event.h"
#include "base/json_writer.h"
#include "intercept/relay_event.h"

#include <simdjson.h>

namespace telltale::engine {

namespace {

constexpr const char *interception = "interception";

/// What was switched on or off: entry, time and on.
std::optional<Finding> switched(std::string_view line)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view entry, time;
    bool on = false;
    if (parser.parse(line.data(), line.size()).get(root) != simdjson::SUCCESS
        || root["entry"].get(entry) != simdjson::SUCCESS || root["time"].get(time) != simdjson::SUCCESS
        || root["on"].get(on) != simdjson::SUCCESS)
        return std::nullopt;
    const auto at = base::parseRfc3339(time);
    if (at && entry == "private")
        return Finding(PrivateMark{*at, on});
    if (at && entry == interception && !on)
        return Finding(InterceptionEnd{*at});
    return std::nullopt;
}

} // namespace

std::string journalLineOf(const InterceptionEnd &end)
{
    base::JsonWriter json;
    json.beginObject().member("entry", interception).member("time", base::formatRfc3339(end.time));
    return json.key("on").boolean(false).endObject().take();
}

std::optional<Finding> findingOf(std::string_view line)
{
    if (line.empty())
        return std::nullopt;
    if (auto event = intercept::readRelayEvent(line))
        return Finding(std::move(*event));
    if (auto mark = switched(line))
        return mark;
    if (auto event = attribution::readPhoneEvent(line))
        return Finding(std::move(*event));
    return std::nullopt;
}

} // namespace telltale::engine
