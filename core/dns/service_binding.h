// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>

namespace telltale::dns {

/// The SvcParams of an SVCB or HTTPS record (RFC 9460 § 2.1, § 7) in presentation form, each with a
/// space before it: " alpn=\"h2,h3\" ipv4hint=192.0.2.1 ech=AEX+…". An ECH configuration is written
/// in base64 (RFC 9848). Nothing where the wire form is damaged.
std::optional<std::string> serviceParameters(base::ByteView parameters);

} // namespace telltale::dns
