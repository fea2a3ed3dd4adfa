// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/change_text.h"

#include "base/json_writer.h"
#include "hotspot/text_split.h"

#include <simdjson.h>

namespace telltale::hotspot {

namespace {

constexpr std::size_t mostChanges = 1000;

bool take(simdjson::dom::element object, const char *key, std::string &into)
{
    std::string_view text;
    if (object[key].get(text) != simdjson::SUCCESS)
        return false;
    into = text;
    return true;
}

} // namespace

std::string changeLine(const Change &change)
{
    base::JsonWriter json;
    json.beginObject().member("what", change.what).member("file", change.file).member("before", change.before);
    json.member("after", change.after).member("undo", change.undo).endObject();
    return json.take() + "\n";
}

std::vector<Change> parseChanges(std::string_view text)
{
    std::vector<Change> changes;
    simdjson::dom::parser parser;
    while (!text.empty() && changes.size() < mostChanges) {
        const simdjson::padded_string line(takeLine(text));
        simdjson::dom::element object;
        Change change;
        if (parser.parse(line).get(object) == simdjson::SUCCESS && take(object, "what", change.what)
            && take(object, "file", change.file) && take(object, "before", change.before)
            && take(object, "after", change.after) && take(object, "undo", change.undo))
            changes.push_back(std::move(change));
    }
    return changes;
}

} // namespace telltale::hotspot
