// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <simdjson.h>
#include <string_view>

namespace telltale::attribution {

/// Calls @p take with each record of a file that PiRogue wrote: a JSON array of them, or one on each line. Null where a
/// line is no JSON. Total.
void eachPirogueRecord(std::string_view text, const std::function<void(const simdjson::dom::element *record)> &take);

/// The same for a reader with take(record), takeNone() and result(); gives its result.
template <typename Reader>
auto readPirogueRecords(std::string_view text, Reader reader)
{
    eachPirogueRecord(text, [&reader](const simdjson::dom::element *record) {
        if (record != nullptr)
            reader.take(*record);
        else
            reader.takeNone();
    });
    return reader.result();
}

/// A member that is text; empty where there is none.
std::string_view pirogueText(const simdjson::dom::element &object, std::string_view name);

} // namespace telltale::attribution
