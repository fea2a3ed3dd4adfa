// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/limits.h"
#include "tls/secret.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace telltale::tls {

/// What a secret of an NSS key log is for, and by what it is found.
enum class KeyLabel : std::uint8_t {
    masterSecret, ///< CLIENT_RANDOM, by client random (32 octets), SSL 3.0 to TLS 1.2
    rsaPremaster, ///< RSA, by the first 8 octets of the encrypted premaster secret
    randomPremaster, ///< PMS_CLIENT_RANDOM, by client random
    sessionMaster, ///< RSA Session-ID:… Master-Key:…, by session id (1 to 32 octets)
    clientEarlyTraffic, ///< CLIENT_EARLY_TRAFFIC_SECRET, by client random; the rest too, RFC 8446 § 7.1
    clientHandshakeTraffic,
    serverHandshakeTraffic,
    clientTraffic, ///< CLIENT_TRAFFIC_SECRET_n; generation is n
    serverTraffic,
    exporter,
    earlyExporter,
};

/// Tally of one addition of key log text.
struct KeyLogTally {
    std::size_t added = 0; ///< secrets that were new
    std::size_t badLines = 0; ///< neither a comment nor a well-formed line
    std::vector<base::Anomaly> anomalies; ///< tls.bad_key_line, tls.key_limit: each once at most

    void badLine();
    void merge(KeyLogTally other);
};

/// All secrets known so far, of all key logs. Append-only; any thread may add and find at any time.
/// At most Limits::keys secrets are kept, later ones are dropped (tls.key_limit).
class KeyStore {
public:
    explicit KeyStore(const base::Limits &limits = {})
        : m_limit(limits.keys)
    {
    }
    KeyStore(const KeyStore &) = delete;
    KeyStore &operator=(const KeyStore &) = delete;

    /// Adds the lines of an NSS key log. LF, CRLF and CR end a line, and so does the end of the text; unknown
    /// labels and comments are passed over. For logs that grow see KeyLogReader.
    KeyLogTally addText(std::string_view text);

    /// Adds one line without its end.
    void addLine(std::string_view line, KeyLogTally &tally);

    /// False when the store is full. A second secret for the same id replaces the first.
    bool add(KeyLabel label, base::ByteView id, Secret secret, std::uint32_t generation = 0);

    [[nodiscard]] std::optional<Secret> find(KeyLabel label, base::ByteView id, std::uint32_t generation = 0) const;

    /// Grows with every new secret: who remembers it notices new keys without a lock.
    [[nodiscard]] std::uint64_t version() const { return m_version.load(std::memory_order_acquire); }
    [[nodiscard]] std::size_t size() const;

private:
    mutable std::shared_mutex m_mutex;
    std::unordered_map<std::string, Secret> m_secrets; ///< by label, generation and id
    std::atomic<std::uint64_t> m_version{0};
    std::size_t m_limit;
};

} // namespace telltale::tls
