// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// A readable text that stands encoded inside a value which as a whole is something else: base64 in the
/// middle of a log line, UTF-16 in a binary record. The decode tree opens values that are encoded from
/// end to end; this finds the rest, so that secrets are looked for in the text itself, whatever the
/// number of secrets and their spelling, and those that become known later are still found.
struct View {
    std::string text;
    std::vector<std::uint32_t> sources; ///< for each octet, and for the end, where it came from in the value
    std::string way; ///< the encodings, outermost first: "base64", "base64(utf16le)", "hex(base64)"
};

/// Appends the texts hidden in @p content, at most 64, in their order:
/// - base64 of either alphabet in all alignments: 12 characters or more that give 8 octets of text;
/// - hexadecimal digits in both alignments: 16 or more that give 8 octets of text;
/// - UTF-16, both byte orders: 6 characters or more, of scripts up to Arabic (others come out of
///   random octets too often);
/// - the whole content with the escapes \uXXXX \xXX \" \/ \\ undone, where it has any: JSON in other text.
///
/// The texts are looked at the same way, up to three layers. Each text takes its octets from @p budget,
/// and what does not fit any more is left out, so that no content makes more than its caller allows.
///
/// Accidents: 8 random octets are text once in 2^11, so random base64 gives one short text of noise a
/// kilobyte. A secret of 6 octets, the shortest that counts in a view, stands there by accident once in
/// 2^53 places: less than once in 2^20 GB a secret.
void findViews(std::string_view content, std::size_t &budget, std::vector<View> &found);

} // namespace telltale::leak
