// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <string_view>

namespace telltale::attribution {

inline net::IpAddress address(std::string_view text)
{
    return net::IpAddress::parse(text).value();
}

} // namespace telltale::attribution
