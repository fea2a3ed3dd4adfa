// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace telltale::decode {

/// Entropy of the octets' frequencies in bits an octet, 0 to 8.
double entropy(base::ByteView bytes);

/// True for octets that are spread as evenly as encryption (or strong compression) spreads them.
///
/// Entropy alone cannot tell with few octets: 128 random ones reach 7 bits at best. The chi-square
/// statistic against the even spread has mean 255 and standard deviation 22.6 for random octets at any
/// length, and grows with the length for everything else. At least 128 octets; up to 64 KiB are looked at.
bool isEvenlySpread(base::ByteView bytes);

} // namespace telltale::decode
