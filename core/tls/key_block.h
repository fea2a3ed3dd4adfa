// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/negotiation.h"
#include "tls/record_protection.h"

namespace telltale::tls {

/// One side's protection after its ChangeCipherSpec, SSL 3.0 to TLS 1.2: expands the master secret into the key
/// block (RFC 5246 § 6.3). The negotiation must have both randoms and the suite. Null where OpenSSL
/// lacks an algorithm.
std::unique_ptr<RecordProtection> legacyProtection(const Negotiation &negotiation, const Secret &master, bool ofClient);

} // namespace telltale::tls
