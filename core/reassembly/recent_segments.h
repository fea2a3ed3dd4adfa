// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace telltale::reassembly {

/// Remembers a digest of the last few segments that were handed upwards, so that a retransmission
/// with other bytes is noticed although the bytes themselves are gone. Finds retransmissions that
/// begin where the first copy began; the digest guards against chance, not against an adversary.
class RecentSegments {
public:
    void remember(std::int64_t from, base::ByteView bytes);

    /// True where the bytes are known to differ from what was seen at that place.
    [[nodiscard]] bool contradicts(std::int64_t from, base::ByteView bytes) const;

private:
    struct Seen {
        std::int64_t from = 0;
        std::size_t size = 0;
        std::uint64_t digest = 0;
    };

    std::array<Seen, 6> m_seen{};
    std::size_t m_next = 0;
};

} // namespace telltale::reassembly
