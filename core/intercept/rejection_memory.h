// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "net/address.h"

#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace telltale::intercept {

/// Why a host is left alone for one station.
enum class PassReason {
    pinned, ///< the phone did not take our certificate
    ech, ///< it insists on an encrypted ClientHello
    clientCertificate, ///< the server asks for a certificate that only the phone has
    privateAuthority, ///< the server's certificate comes from an authority that only the app may know
    unsupported, ///< the phone and OpenSSL found no common parameters
};

/// Remembers, per station and host, who did not take our certificate, so that the next connection is
/// passed through. Holds a bounded number; the least recently used is forgotten.
class RejectionMemory {
public:
    explicit RejectionMemory(std::size_t most);

    /// @p until: the memory fades then, but the second time it stays; nothing: it stays at once, as long as
    /// there is room.
    void remember(const net::IpAddress &station, const std::string &host, PassReason reason,
        std::optional<base::Timestamp> until = std::nullopt);
    /// The station took our certificate for that host and spoke. From then on a connection that merely ends is
    /// no refusal: browsers open connections ahead of use, and close those they do not need.
    void took(const net::IpAddress &station, const std::string &host);
    [[nodiscard]] bool hasTaken(const net::IpAddress &station, const std::string &host) const;
    /// Counts one more refusal for want of ECH. A browser tries again without it, so only the second
    /// says that there is no way around it; it is then remembered.
    void refusedForEch(const net::IpAddress &station, const std::string &host);
    [[nodiscard]] std::optional<PassReason> recall(
        const net::IpAddress &station, const std::string &host, base::Timestamp now);
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    using Key = std::pair<net::IpAddress, std::string>;
    struct Entry {
        Key key;
        PassReason reason = PassReason::pinned;
        std::optional<base::Timestamp> until;
        bool counts = false; ///< passed through; false for a first refusal for want of ECH
        bool refusedOnce = false; ///< for want of ECH
        bool taken = false; ///< our certificate was good enough at least once
    };
    Entry &entry(const Key &key);

    std::size_t m_most;
    std::list<Entry> m_entries; ///< the most recently used first
    std::map<Key, std::list<Entry>::iterator> m_byKey;
};

} // namespace telltale::intercept
