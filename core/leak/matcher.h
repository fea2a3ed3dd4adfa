// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "leak/secret_set.h"

#include <string_view>
#include <vector>

namespace telltale::leak {

struct Match {
    std::uint32_t secret = 0;
    base::ByteRange range; ///< in the folded text
};

/// All secrets of @p index that stand in a value's folded text, each once, at its first place.
///
/// - Phrases begin and end at word boundaries: "otter" is not in "otters". A phrase of one word is not
///   found inside host names, package names and other words joined by '.', '-', '_' or '@'.
/// - Short phrases and front pages count only as the whole value.
/// - Addresses begin where a host begins. After them may come the end, a fragment, white space, a
///   quote or bracket, '&' with further parameters, or a query of nothing but campaign parameters
///   (utm_source, gclid, …): anything else is another page.
std::vector<Match> findSecrets(const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded);

} // namespace telltale::leak
