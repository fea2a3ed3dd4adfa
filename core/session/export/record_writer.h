// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/payload_store.h"
#include "session/values.h"

#include <functional>
#include <memory>
#include <string>

namespace telltale::decode {
class DecoderRegistry;
struct OutgoingMessage;
} // namespace telltale::decode

/// CONTRACT's records: one JSON object for each value, members in the order of the contract, without
/// a line end. The same values give the same bytes.
namespace telltale::session {

struct RecordOptions {
    bool decoded = false;  ///< `--decoded`: exchanges get the decode tree of each message
    bool bodies = false;   ///< `--bodies`: and the decoded bodies, in base64
    /// Writes into an opened request what else is known of its nodes; may be empty.
    std::function<void(decode::OutgoingMessage &)> annotate = {};
    /// What opens the payloads of this capture, asked for each record; empty, or null from it: the standard decoders.
    std::function<std::shared_ptr<const decode::DecoderRegistry>()> decoders = {};
};

std::string connectionRecord(const Connection &connection);
/// @param payloads  where the exchange's headers and bodies lie
std::string exchangeRecord(const Exchange &exchange, const PayloadStore &payloads, const RecordOptions &options);
std::string messageRecord(const WebSocketMessage &message);
std::string dnsRecord(const DnsAnswer &answer);
std::string searchRecord(const Search &search);
std::string leakRecord(const Leak &leak);
std::string anomalyRecord(const AnomalyRecord &anomaly);
std::string summaryRecord(const Summary &summary);

} // namespace telltale::session
