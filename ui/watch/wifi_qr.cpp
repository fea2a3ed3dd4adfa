// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/wifi_qr.h"

#include <algorithm>

namespace telltale::watch {
namespace {

constexpr std::string_view Special = "\\;,:\"";
constexpr std::string_view HexDigits = "0123456789abcdefABCDEF";

std::string quoted(std::string_view value)
{
    if (!value.empty() && value.find_first_not_of(HexDigits) == std::string_view::npos)
        return '"' + std::string(value) + '"';
    std::string text;
    for (const char c : value) {
        if (Special.find(c) != std::string_view::npos)
            text += '\\';
        text += c;
    }
    return text;
}

} // namespace

std::string wifiQrText(std::string_view name, std::string_view password)
{
    return "WIFI:T:WPA;S:" + quoted(name) + ";P:" + quoted(password) + ";;";
}

} // namespace telltale::watch
