// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/record_protection.h"

namespace telltale::tls {

/// A protection with the number of the next record, which is never sent but always checked. After a hole the
/// number is searched by trying, within a window and a budget of octets.
class SequencedProtection {
public:
    /// How far ahead a search may look, and what all searches of a connection may cost.
    static constexpr std::uint64_t widestWindow = 4096;
    static constexpr std::uint64_t trialBytes = 64U << 20;

    /// How many records can have been in a hole of @p size octets (0: unknown); the smallest takes 24.
    static std::uint64_t windowFor(std::uint64_t size);

    explicit SequencedProtection(std::unique_ptr<RecordProtection> protection)
        : m_protection(std::move(protection))
    {
    }

    /// Tries the next number and @p window after it; @p budget pays for all but the first. A failure
    /// leaves the number as it is.
    std::optional<base::ByteView> open(
        const Record &record, std::uint64_t window, std::uint64_t &budget, base::ByteBuffer &scratch);
    /// The record could not be opened, but it has used up a number.
    void giveUp(const Record &record);
    /// That many records went by unseen.
    void skip(std::uint64_t records) { m_next += records; }
    [[nodiscard]] bool seeks() const { return m_protection->seeks(); }

private:
    std::unique_ptr<RecordProtection> m_protection;
    std::uint64_t m_next = 0;
};

} // namespace telltale::tls
