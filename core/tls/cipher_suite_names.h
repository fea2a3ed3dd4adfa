// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace telltale::tls {

/// The IANA name of a cipher suite without its "TLS_": "RSA_WITH_AES_128_CBC_SHA"; empty for unknown numbers.
std::string_view shortSuiteName(std::uint16_t suite);

} // namespace telltale::tls
