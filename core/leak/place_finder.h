// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/request_record.h"
#include "leak/secret_set.h"

#include <string>
#include <unordered_map>

namespace telltale::leak {

/// One place of a request where a secret stands.
struct Place {
    const ValueRecord *value = nullptr; ///< of the record that was searched
    base::ByteRange part; ///< in the value's own octets
    bool whole = false; ///< the value is the secret and nothing else
    std::string match = "plain"; ///< the transformation, see recipes.h
};

/// The best place of each secret of @p index that stands in @p record, by its number: plain before
/// transformed; then by location (locationRank()); then a value before a text that was opened into values; then a value
/// that is the secret and nothing else ("search_word") before one that holds it; then the one with the shorter way to
/// it.
std::unordered_map<std::uint32_t, Place> findPlaces(
    const SecretSet &secrets, const SecretSet::Index &index, const RequestRecord &record);

} // namespace telltale::leak
