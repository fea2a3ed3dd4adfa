// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"

#include <QString>

#include <vector>

namespace telltale::inspector {

/// "json" as "JSON", "gzip" as "gzip".
QString stepName(const QString &step);
/// "body" as "Body", "header:Referer" as "Header Referer", "cookie:sid" as "Cookie sid".
QString locationName(const QString &location);
/// The same within a sentence: "of the body", "of the address", "of the header Referer".
QString ofLocation(const QString &location);
/// Why a node could not be opened, in words; empty if it was.
QString verdictWords(const bridge::PayloadNode &node);

/// One stop on the way from the location to a value.
struct TrailStop {
    QString text;
    int node = 0;
    bool near = false; ///< of the innermost structure: where the value was read in plain text
};

/// The way to a node: "body", "form: data_list", "percent", "base64", "gzip", "JSON",
/// "[0].properties", "search_word".
std::vector<TrailStop> trail(const bridge::PayloadTree &tree, int node);

} // namespace telltale::inspector
