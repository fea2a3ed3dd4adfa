// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::capture {

/// A value in the tnetstring format (tnetstrings.info) with mitmproxy's addition of Unicode strings.
/// Texts are views into the input.
struct TnetValue {
    enum class Kind : std::uint8_t { null, boolean, integer, real, text, list, dictionary };

    Kind kind = Kind::null;
    std::string_view text; ///< of text; the digits of a number
    bool boolean = false;
    std::int64_t integer = 0;
    double real = 0; ///< of an integer too
    std::vector<TnetValue> items; ///< of a list; of a dictionary key, value, key, value...

    /// The value of a dictionary's key; a null value where there is none or this is no dictionary.
    [[nodiscard]] const TnetValue &operator[](std::string_view key) const;
    [[nodiscard]] bool isNull() const { return kind == Kind::null; }
    [[nodiscard]] bool isNumber() const { return kind == Kind::integer || kind == Kind::real; }
};

/// Takes one value off the front of @p input. Nothing, and @p input unchanged, where it is cut or
/// malformed, or nested more than 64 deep.
std::optional<TnetValue> takeTnetValue(std::string_view &input);

} // namespace telltale::capture
