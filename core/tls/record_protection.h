// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/cipher_suites.h"
#include "tls/record.h"
#include "tls/secret.h"

#include <memory>
#include <optional>

namespace telltale::tls {

/// Takes one direction's protection off its records, checking their integrity.
class RecordProtection {
public:
    virtual ~RecordProtection() = default;

    /// The content, in @p scratch (which grows as needed) or in the record itself; nothing when the check
    /// fails. May be asked about the same record again with another sequence number when it seeks().
    virtual std::optional<base::ByteView> open(
        const Record &record, std::uint64_t sequence, base::ByteBuffer &scratch) = 0;
    /// The record is done with, opened or not; called once for each.
    virtual void passed(const Record &) { }
    /// Records can be opened, or fail only once, when records before them are missing.
    [[nodiscard]] virtual bool seeks() const { return true; }
};

/// One direction's keys as the key block gives them.
struct DirectionKeys {
    base::ByteView mac;
    base::ByteView key;
    base::ByteView iv; ///< AEAD: the fixed part of the nonce; CBC: the first IV where IVs are chained
};

/// For SSL 3.0 to TLS 1.3. Null where OpenSSL lacks the algorithm.
std::unique_ptr<RecordProtection> makeProtection(
    std::uint16_t version, const CipherSuite &suite, bool encryptThenMac, const DirectionKeys &keys);

} // namespace telltale::tls
