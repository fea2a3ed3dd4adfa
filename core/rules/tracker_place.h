// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::rules {

/// The part of a request a place begins in.
enum class PlaceRoot : std::uint8_t { body, query, header, cookie, path };

/// One step of the way down a decode tree.
struct PlaceKey {
    enum class Kind : std::uint8_t {
        exact, ///< this key
        anyIndex, ///< "[]": any element of an array
        anyKey, ///< "*": any one key
        anyDepth, ///< "**": any number of keys, also none
    };
    Kind kind = Kind::exact;
    std::string text; ///< of an exact key

    /// True where a selected member of that key fits; anyDepth fits every key.
    [[nodiscard]] bool fits(std::string_view key) const;
};

/// A way to values of a request, as rules write it: LOCATION[:KEY](/KEY)*.
/// - "body", "query": the whole of it; "body:data_list/[]/distinct_id": keys from its top
/// - "header:NAME", "cookie:NAME", then keys: the first key is the name; headers' without regard to case
/// - "path:2": the second segment of the URL's path; "path": the whole path
/// Keys are those of selected members; decode steps between them are not written. In a key "~1" is '/'
/// and "~0" is '~'.
struct TrackerPlace {
    PlaceRoot root = PlaceRoot::body;
    std::uint32_t segment = 0; ///< of a path, from 1; 0: the whole path
    std::vector<PlaceKey> keys;
    std::string text; ///< as written
};

/// Most keys of one place.
constexpr std::size_t mostPlaceKeys = 32;

/// The place, or nothing with @p problem set to what is wrong with the text, the end of a sentence.
std::optional<TrackerPlace> parsePlace(std::string_view text, std::string &problem);

} // namespace telltale::rules
