// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "base/time.h"
#include "decode/outgoing_message.h"
#include "leak/digest_runs.h"
#include "leak/normalize.h"
#include "leak/search_engines.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// How a part of a value is found on the wire without its decode tree.
enum class WirePlace : std::uint8_t {
    linear, ///< octet for octet, from `wire.from` on
    fixed, ///< `wire` whatever the part: the value came out of a compression
    decoded, ///< by opening the location again
};

/// One value of a request, folded.
struct ValueRecord {
    std::uint32_t textFrom = 0; ///< in RequestRecord::text
    std::uint32_t textSize = 0;
    std::uint32_t pathFrom = 0; ///< in RequestRecord::paths
    std::uint32_t pathSize = 0;
    std::uint32_t node = 0; ///< in the location's tree
    std::uint16_t location = 0; ///< in RequestRecord::locations
    std::uint16_t depth = 0; ///< elements of its path
    std::uint16_t view = 0; ///< not 0: a text hidden in the value, encoded as RequestRecord::ways[view] says
    WirePlace place = WirePlace::linear;
    bool browserHeader = false; ///< a header every browser fills in by itself
    bool deviceField = false; ///< a field that describes the device or the app
    bool statedPrivate = false; ///< its event says that the user browsed privately
    bool split = false; ///< reads as a form and was opened as one; what is no form lost its '&' and '=' there
    base::ByteRange wire;
    OffsetMap offsets;
    std::optional<base::Timestamp> eventTime;
};

/// What may be a hash, in one of the values: a DigestRun in few octets.
struct DigestRecord {
    std::uint32_t value = 0; ///< in RequestRecord::values
    std::uint32_t from = 0; ///< in the value's octets
    std::uint32_t to = 0;
    std::uint32_t octetsFrom = 0; ///< in RequestRecord::digestOctets
    std::uint8_t size = 0;
    std::uint8_t characters = 0;
    DigestWriting writing = DigestWriting::hex;
};

struct LocationRecord {
    session::Location name;
    std::string contentType; ///< the three: what opening it again needs
    std::string contentEncoding;
    base::ByteBuffer wire; ///< empty unless a value's place is `decoded`
};

/// All that leak search needs of a request, in few allocations: it outlives the request and its trees,
/// so that a secret that becomes known later is still found in it.
struct RequestRecord {
    session::ExchangeId exchange;
    base::Timestamp time; ///< the request was complete
    std::string host;
    net::IpAddress client;
    session::Recipient recipient;
    std::optional<session::App> app;
    bool appIsOwn = false; ///< the request itself names its app; otherwise its connection does
    session::Sender sender;
    std::optional<RecognisedSearch> search;
    std::string visited; ///< the address, where the request opens a page in a browser's window; else empty
    std::vector<session::SentIdentifier> identifiers;
    std::vector<session::SentData> data; ///< what a tracker's rule knows of it, of kinds that may be leaks
    std::string text; ///< all values, one after the other
    std::string paths; ///< elements joined by U+001F
    std::vector<LocationRecord> locations;
    std::vector<ValueRecord> values; ///< in the order of their texts
    std::vector<std::string> ways; ///< of texts hidden in values, see View::way; the first is empty
    std::vector<DigestRecord> digests;
    std::string digestOctets;
    std::shared_ptr<const decode::DecoderRegistry> decoders; ///< its locations were opened with; null: the standard

    [[nodiscard]] std::string_view textOf(const ValueRecord &value) const;
    [[nodiscard]] DigestRun runOf(const DigestRecord &digest) const;
    [[nodiscard]] std::vector<std::string> pathOf(const ValueRecord &value) const;
    /// What it takes in memory, roughly.
    [[nodiscard]] std::size_t bytes() const;
};

/// The recipient, the app and whose word that is are left to who knows them. Any thread.
RequestRecord recordRequest(const rules::RuleSet &rules, const decode::OutgoingMessage &message);

/// The octets of the value's location, as on the wire, behind a range of its folded text. The location
/// is opened again where that is needed.
base::ByteRange wireRange(
    const RequestRecord &record, const ValueRecord &value, base::ByteRange folded, const base::Limits &limits);

/// The same for a part of the value's own octets.
base::ByteRange wireRangeOfPart(
    const RequestRecord &record, const ValueRecord &value, base::ByteRange part, const base::Limits &limits);

/// Rank of a location for reports: body before URL before cookie before header; greater is better.
int locationRank(std::string_view location);

} // namespace telltale::leak
