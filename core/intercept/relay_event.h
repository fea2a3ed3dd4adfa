// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "net/address.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telltale::intercept {

/// What the relay says about itself and its connections. Every connection that it takes gives exactly
/// one of accepted, clientRejectedCertificate, upstreamFailed and passedThrough, unless it ends before.
enum class RelayEventKind {
    listening, ///< destination: the address; reason: "relay" or "page"
    certificateAuthority, ///< reason: "loaded", "made" or "renewed"; host: its name
    certificateFetched, ///< a station loaded the certificate from the page
    accepted, ///< the phone took our certificate and began to speak
    clientRejectedCertificate, ///< reason: the alert's name, "closed" or "reset"
    upstreamFailed, ///< reason: certificate_expired, connect_refused ...; the phone's handshake fails too
    linesLost, ///< nobody read them in time; reason: "keys" or "events"; lines: how many since the last such event
    passedThrough, ///< untouched; reason: pinned, never_list, not_tls, ech ...
};

struct RelayEvent {
    RelayEventKind kind = RelayEventKind::listening;
    base::Timestamp time;
    net::Endpoint station; ///< null address: none
    net::Endpoint destination; ///< where the phone wanted to go; null address: none
    std::string host; ///< from the ClientHello; empty: none
    std::string reason;
    std::string alpn; ///< accepted only; empty: none
    std::string tlsVersion; ///< accepted only: "TLSv1.3"
    std::uint64_t lines = 0; ///< linesLost only
};

/// The name in the record: "listening", "accepted", "client_rejected_certificate" ...
const char *nameOf(RelayEventKind kind);

/// One JSON object and a line feed: event, time, station{ip,port}, destination{ip,port}, host, reason,
/// alpn, tls_version. Absent facts are null. Only lines_lost has another member, lines.
std::string formatRelayEvent(const RelayEvent &event);

/// Reads one line, with or without its end. Total: nothing for what is no event, is longer than
/// RelayLimits::eventLineBytes, or has a kind, a time or an address that cannot be read. Unknown members
/// are passed over.
std::optional<RelayEvent> readRelayEvent(std::string_view line);

} // namespace telltale::intercept
