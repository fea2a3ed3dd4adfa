// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_types.h"
#include "session/values.h"

#include <optional>
#include <string_view>

namespace telltale::attribution {

/// What a User-Agent says about the app: by the rules in their order; "package/1.2 …"; the app's name
/// in "Name/1.2 CFNetwork/… Darwin/…" (iOS). Nothing for HTTP libraries, for a WebView ("; wv)",
/// which any app may show) and for what no rule knows.
std::optional<session::App> appOfUserAgent(const rules::AppRules &rules, std::string_view userAgent);

} // namespace telltale::attribution
