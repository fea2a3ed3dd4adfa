// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <QString>

#include <cstdint>

namespace telltale::models {

/// "0 B", "612 B", "1.4 kB", "61 kB", "2.1 MB": powers of 1000, at most three digits.
[[nodiscard]] QString bytesText(std::uint64_t bytes);

/// "12 418" with narrow no-break spaces, which every reader takes for one number.
[[nodiscard]] QString countText(std::uint64_t count);

/// Time of day on this computer, "14:02:31.964".
[[nodiscard]] QString timeText(base::Timestamp time);

/// The same to the second, "14:02:31".
[[nodiscard]] QString clockText(base::Timestamp time);

/// Date and time of day with zone, for tooltips and titles.
[[nodiscard]] QString dateText(base::Timestamp time);

/// "0:41", "12:05", "1:02:09".
[[nodiscard]] QString elapsedText(std::int64_t milliseconds);

/// "96 %"; never 100 % or 0 % unless it is exactly that.
[[nodiscard]] QString shareText(std::uint64_t part, std::uint64_t whole);

} // namespace telltale::models
