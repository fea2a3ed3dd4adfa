// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <QString>

#include <array>
#include <cstdint>

namespace telltale::models {

/// Who made a request, in the sorts people tell apart: the app does it to everybody who uses it, a page's tracker to
/// everybody who opens the page, in any browser.
enum class ByWhom : std::uint8_t {
    app, ///< by the app itself
    otherSite, ///< by a page, to another site
    ownSite, ///< by a page, to its own site
    page, ///< by a page; whose site it went to is not known
    unknown ///< by the app, or by a page open in it
};
inline constexpr std::array<ByWhom, 5> everyMaker{
    ByWhom::app, ByWhom::otherSite, ByWhom::ownSite, ByWhom::page, ByWhom::unknown};

[[nodiscard]] ByWhom byWhom(const session::Sender &sender);

/// "App itself", "Page, to another site": short enough for a row.
[[nodiscard]] QString byWhomText(ByWhom maker);

/// "the app itself, as Sec-Fetch-Site: none says": for those who want to know how we know.
[[nodiscard]] QString byWhomReason(const session::Sender &sender);

} // namespace telltale::models
