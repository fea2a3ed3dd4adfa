// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/record_opener.h"
#include "tls/sequenced_protection.h"

namespace telltale::tls {

/// SSL 3.0 to TLS 1.2 after a ChangeCipherSpec: one key for all records.
class LegacyOpener : public RecordOpener {
public:
    explicit LegacyOpener(std::unique_ptr<RecordProtection> protection)
        : m_protection(std::move(protection))
    {
    }

    Status open(const Record &record, base::ByteBuffer &scratch, Opened &opened) override;
    [[nodiscard]] bool inApplicationPhase() const override { return false; } ///< both sides have one secret
    void lost(std::uint64_t size) override;
    void skip(std::uint64_t records) override;

private:
    SequencedProtection m_protection;
    std::uint64_t m_window = 0;
    std::uint64_t m_budget = SequencedProtection::trialBytes;
};

} // namespace telltale::tls
