// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_types.h"
#include "rules/tracker_place.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What stands in resources/rules/trackers/*.toml, checked and ready for use.
namespace telltale::rules {

/// What a value is about. The same steps as session::DataKind, which core/rules does not see.
enum class ValueKind : std::uint8_t {
    searchQuery,
    visitedUrl,
    identifier,
    location,
    account,
    contact,
    interaction,
    installedApps,
    credential,
    device,
    content,
    time
};

/// How much of a request can be read on the way. The same steps as session::Readable.
enum class RuleReadable : std::uint8_t { yes, partly, no };

/// The words of the files.
std::string_view word(ValueKind value);
std::string_view word(RuleReadable value);

/// A value whose meaning is known.
struct TrackerValue {
    TrackerPlace at;
    ValueKind kind = ValueKind::device;
    std::string name; ///< of an identifier its kind ("gaid"); else what it is, for people
    std::string why; ///< one sentence
    Shape shape = Shape::any; ///< values of other shapes are not reported
};

/// What a field whose key tells nothing is called.
struct TrackerField {
    TrackerPlace at;
    std::string name;
};

/// A condition on the content of a request.
struct TrackerCondition {
    TrackerPlace at;
    std::string glob; ///< of the first value at that place
};

/// One kind of request to a service.
struct TrackerEndpoint {
    std::string name; ///< unique in its service
    std::vector<std::string> hosts; ///< patterns, see HostTable; "*" for any host
    std::vector<std::string> paths; ///< globs for the whole path; empty: any path
    std::vector<std::string> methods; ///< empty: any
    RuleReadable readable = RuleReadable::yes;
    std::string reason; ///< why it can't be read, where it can't
    std::string source; ///< where the knowledge comes from
    std::string scheme; ///< a caution: nobody has checked this against a real message
    std::vector<TrackerCondition> where; ///< all must hold
    std::vector<TrackerValue> values;
    std::vector<TrackerField> fields;
    std::uint32_t line = 0; ///< where it stands in its file
};

/// One file.
struct TrackerService {
    std::string name; ///< "Sensors Analytics"
    std::string organisation; ///< the vendor; may be empty
    std::string purpose; ///< one of a closed list: "analytics", "crash reports"
    std::string file; ///< where it was read from
    std::vector<TrackerEndpoint> endpoints;
};

} // namespace telltale::rules
