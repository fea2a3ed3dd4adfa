// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace telltale::leak {

/// True for request headers that every browser fills in by itself and that say nothing about what the
/// user did: User-Agent, Accept-Language, Sec-CH-UA, Host, Origin, … Who searched for "android" did
/// not leak it in User-Agent. Names are compared without regard to case. Referer and Cookie are none.
bool isBrowserHeader(std::string_view name);

} // namespace telltale::leak
