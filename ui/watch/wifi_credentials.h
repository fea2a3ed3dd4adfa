// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace telltale::watch {

/// What is wrong with a network's name, or nothing. A name has 1 to 32 bytes (IEEE 802.11-2020, 9.4.2.2), here UTF-8.
[[nodiscard]] std::string wrongWithName(std::string_view name);

/// What is wrong with a WPA passphrase, or nothing: 8 to 63 characters of printable ASCII (IEEE 802.11-2020, J.4.1).
[[nodiscard]] std::string wrongWithPassword(std::string_view password);

/// A passphrase of three groups of five small letters, of which none looks like another or like a digit: 67.8 bits.
/// The second form takes random bytes from a test; the first from the kernel (getrandom(2)).
[[nodiscard]] std::string suggestedPassword();
[[nodiscard]] std::string suggestedPassword(const std::function<std::uint8_t()> &randomByte);

} // namespace telltale::watch
