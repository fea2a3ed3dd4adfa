// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "base/anomaly.h"
#include "base/origin.h"
#include "base/result.h"
#include "engine/batch.h"
#include "engine/opened_request.h"
#include "intercept/relay_event.h"
#include "session/values.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace telltale::engine {

struct FoundAnomaly {
    base::Anomaly anomaly;
    std::optional<session::ConnectionId> connection;
    base::Origin origin;
};

/// A mark of private browsing: from the user while watching, or from a packet comment.
struct PrivateMark {
    base::Timestamp time;
    bool on = false;
};

/// From here on the phone was sent to no relay; until then it was.
struct InterceptionEnd {
    base::Timestamp time;
};

/// The reader is at this place.
struct ReaderProgress {
    Progress progress;
    std::uint64_t bytes = 0; ///< captured octets of all packets
    std::optional<base::Timestamp> first; ///< of the earliest packet
    std::optional<base::Timestamp> last; ///< of the latest
};

/// The reader has read all there is; every shard still sends what it has.
struct ReaderEnd {
    ReaderProgress at;
    bool complete = true;
    std::string problem;
    std::optional<base::Error> error;
};

struct ShardEnd { };

/// The phone has told everything up to a time, and all packets of that time were read. The reader gives it to all
/// shards; each sends it to the analyst when it comes to it.
struct OwnersTold {
    std::uint64_t number = 0; ///< in the order they were sent
    std::optional<base::Timestamp> until; ///< none: nobody is asked any more
};

/// What passes from the reader and the shards to the analyst.
using Finding = std::variant<session::Connection, std::unique_ptr<OpenedRequest>, session::Exchange, session::DnsAnswer,
    session::WebSocketMessage, FoundAnomaly, PrivateMark, InterceptionEnd, intercept::RelayEvent,
    attribution::PhoneEvent, ReaderProgress, ReaderEnd, ShardEnd, OwnersTold>;
using Findings = std::vector<Finding>;

} // namespace telltale::engine
