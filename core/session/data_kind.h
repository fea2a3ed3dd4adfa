// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <optional>
#include <string_view>

namespace telltale::session {

/// The kind of data as records and rule files write it: "search_query", "installed_apps", "device".
std::string_view word(DataKind kind);
/// The other way; nothing for other words.
std::optional<DataKind> dataKindOf(std::string_view word);

} // namespace telltale::session
