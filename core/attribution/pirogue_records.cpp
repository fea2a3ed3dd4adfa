// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_records.h"

#include <algorithm>

namespace telltale::attribution {

void eachPirogueRecord(std::string_view text, const std::function<void(const simdjson::dom::element *record)> &take)
{
    simdjson::dom::parser parser;
    simdjson::dom::element whole;
    simdjson::dom::array records;
    if (!text.empty() && parser.parse(text.data(), text.size()).get(whole) == simdjson::SUCCESS
        && whole.get(records) == simdjson::SUCCESS) {
        for (const simdjson::dom::element record : records)
            take(&record);
        return;
    }
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const bool isRecord = parser.parse(line.data(), line.size()).get(whole) == simdjson::SUCCESS;
        take(isRecord ? &whole : nullptr);
    }
}

std::string_view pirogueText(const simdjson::dom::element &object, std::string_view name)
{
    std::string_view text;
    return object[name].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

} // namespace telltale::attribution
