// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace telltale::watch {

/// Text of a QR code with which a phone joins a WPA network: `WIFI:T:WPA;S:name;P:password;;`.
///
/// Backslash, semicolon, comma, colon and quotation mark are escaped by a backslash. A value of nothing but hexadecimal
/// digits stands in quotation marks, else a reader takes it for bytes. `name` is UTF-8.
/// Source: ZXing, "Barcode Contents", Wi-Fi Network config.
[[nodiscard]] std::string wifiQrText(std::string_view name, std::string_view password);

} // namespace telltale::watch
