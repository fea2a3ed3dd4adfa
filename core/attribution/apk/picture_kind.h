// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string_view>

namespace telltale::attribution::apk {

/// The octets begin as a PNG, WebP or JPEG file does. Whether the rest holds what that promises is not looked at.
inline bool isPicture(base::ByteView octets)
{
    using namespace std::string_view_literals;
    const std::string_view text = base::asText(octets);
    const bool webp = text.starts_with("RIFF"sv) && text.size() > 12 && text.substr(8).starts_with("WEBPVP8"sv);
    return webp || text.starts_with("\x89PNG\r\n\x1a\n"sv) || text.starts_with("\xff\xd8\xff"sv);
}

} // namespace telltale::attribution::apk
