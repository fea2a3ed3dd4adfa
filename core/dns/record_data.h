// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace telltale::dns {

/// The data of a resource record, bytes [offset, offset + size) of @p message, in presentation form:
/// A, AAAA, CNAME, DNAME, PTR, NS, MX, TXT, SPF, SRV, SOA, CAA, SVCB and HTTPS. Other types, other
/// classes than IN, and damaged data come as RFC 3597 § 5 writes unknown data. The range must lie
/// within the message.
std::string recordData(
    base::ByteView message, std::size_t offset, std::size_t size, std::uint16_t type, std::uint16_t recordClass);

} // namespace telltale::dns
