// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decode_tree.h"

#include <cstdint>
#include <string_view>

namespace telltale::decode {

/// Java's String.hashCode() of UTF-8 text: h = 31 h + unit over UTF-16 units, wrapped to 32 bits. Octets
/// that are not UTF-8 count as U+FFFD. Sensors Analytics calls it "crc".
std::int32_t javaHashCode(std::string_view utf8);

/// Recognises messages of the Sensors Analytics SDKs in an opened tree, by their fields and not by
/// the host, since everybody runs a collector of their own:
/// - a form or query with data_list or data, and crc or ext=crc=N: a note on that field says whether
///   the checksum matches the payload, which proves that what is shown is what was sent. A '+' that
///   was not percent-encoded is tried as itself and as a space.
/// - gzip=9 or gzip=13, and JSON with `ekey` and `payloads` (or `key_id` and `payload`) anywhere: those
///   values get Verdict::encrypted with the reason.
/// Sources: sensorsdata/sa-sdk-android AnalyticsMessages.java, sa-sdk-javascript, sa-sdk-node.
void recogniseSensorsAnalytics(DecodeTree &tree);

} // namespace telltale::decode
