// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace telltale::rules {

/// Lower-case ASCII, without a trailing dot: how hosts are compared everywhere.
std::string canonicalHost(std::string_view host);

/// True for an IPv4 address or an IPv6 address, with or without brackets.
bool isAddressLiteral(std::string_view host);

/// The registrable domain by the public suffix list, private section included ("foo.github.io" is a
/// site of its own). Empty for addresses, for public suffixes and for names without a dot.
std::string registrableDomain(std::string_view host);

/// The longest public suffix of the ICANN section @p host ends in ("co.uk"); empty for unknown ones.
std::string_view publicSuffix(std::string_view canonicalHostName);

/// True where both hosts are the same, or have the same registrable domain.
bool sameSite(std::string_view hostA, std::string_view hostB);

} // namespace telltale::rules
