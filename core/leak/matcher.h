// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "leak/secret_set.h"

#include <span>
#include <string_view>
#include <vector>

namespace telltale::leak {

struct Match {
    std::uint32_t secret = 0;
    std::uint32_t needle = 0; ///< see SecretSet::needle()
    base::ByteRange range; ///< in the folded text
    std::string_view spelling; ///< of spellings.h; valid as long as the set
};

/// Where needles may stand in a text, by their beginning. One pass serves all values of a request,
/// whose texts lie one behind the other.
using Candidates = std::vector<WindowIndex::Candidate>;
Candidates findCandidates(const SecretSet::Index &index, std::string_view text);

/// How a text is looked at.
enum class TextKind : std::uint8_t {
    value, ///< a whole value
    view, ///< a text hidden in a value (views.h): only secrets of 6 octets or more count, see there
    split, ///< a text whose parts between '&' and '=' are values too: only what these do not hold counts
};

/// All secrets of @p index that stand in a value's folded text, each once, at its first place.
///
/// - Phrases begin and end at word boundaries: "otter" is not in "otters". A phrase of one word is not
///   found inside host names, package names and other words joined by '.', '-', '_' or '@'.
/// - Short phrases, those that are everywhere, and front pages count only as the whole value.
/// - Harvested phrases of three words or more also count where '-', '_' or '.' stand for their spaces,
///   as the whole value only: inside an address they are the name of the page that was searched for.
/// - Addresses begin where a host begins. After them may come the end, a fragment, white space, a
///   quote or bracket, '&' with further parameters, or a query of nothing but campaign parameters
///   (utm_source, gclid, …): anything else is another page.
///
/// @p candidates  those of findCandidates() that begin in this text, which begins at @p begin there
std::vector<Match> findSecrets(const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded,
    std::span<const WindowIndex::Candidate> candidates, std::size_t begin, TextKind kind);

/// The same for a text alone.
std::vector<Match> findSecrets(const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded);

} // namespace telltale::leak
