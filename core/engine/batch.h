// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/app_face.h"
#include "attribution/phone_link.h"
#include "base/result.h"
#include "intercept/relay_event.h"
#include "session/values.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace telltale::engine {

/// How far reading has come; for a progress bar and the status line.
struct Progress {
    std::uint64_t position = 0; ///< octets of input read
    std::uint64_t size = 0; ///< octets of input altogether; 0 for live input and streams
    std::uint64_t packets = 0;
    std::uint64_t dropped = 0; ///< packets the kernel dropped, as the helper reported
    std::optional<base::Timestamp> now; ///< time of the newest packet
};

/// Everything that changed since the batch before. Immutable once sent; at most 20 a second.
/// A value that changed comes again whole under its old id and replaces the earlier one.
struct Batch {
    std::uint64_t analysis = 0; ///< number of the analysis it belongs to: late batches of an
                                ///< earlier one are told by it and dropped
    std::vector<session::Connection> connections;
    std::vector<session::Exchange> exchanges;
    std::vector<session::DnsAnswer> dns;
    std::vector<session::WebSocketMessage> messages;
    std::vector<session::Search> searches;
    std::vector<session::Leak> leaks;
    std::vector<session::IdentifierSeen> identifiers;
    /// Those that changed, by id; nothing: there is none of that id any more. Live once a second.
    std::map<std::string, std::optional<session::Profile>> profiles;
    std::vector<session::AnomalyRecord> anomalies; ///< counts are totals, not increments
    std::vector<intercept::RelayEvent> relayEvents; ///< what the relay told since the batch before
    std::optional<std::vector<session::PrivateSpan>> privateSpans; ///< all of them, when they changed
    std::optional<attribution::PhoneLink> phone; ///< how we stand with the phone over ADB, when that changed
    std::vector<std::shared_ptr<const attribution::AppFace>> faces; ///< each replaces an earlier one of its package
    std::optional<base::Timestamp> interceptionEnded; ///< when the phone was no longer sent to the relay, and is not
    std::optional<net::IpAddress> phoneHeard; ///< PCAPdroid: whose packets are taken, once it was heard
    /// Live, with a phone that is asked, when that changed: it will say nothing else of the apps of what ended before.
    /// The latest time there is: it is not there to be asked.
    std::optional<base::Timestamp> ownersSettled;
    Progress progress;
    std::optional<session::Summary> summary; ///< in the last batch only: the analysis has ended
    std::optional<base::Error> error; ///< live input that failed: what and what to do
};

/// Called on a thread of the engine, one call at a time, never after Analysis's destructor returned.
using BatchSink = std::function<void(std::shared_ptr<const Batch>)>;

} // namespace telltale::engine
