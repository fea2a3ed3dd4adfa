// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstdint>

namespace telltale::capture {

/// How a pcapng interface counts time (draft-ietf-opsawg-pcapng section 4.2): if_tsresol and
/// if_tsoffset.
class TimeResolution {
public:
    /// Microseconds, as where the option is absent.
    TimeResolution()
        : TimeResolution(6, 0)
    {
    }
    /// @p tsresol as in the option: the exponent, of two where its highest bit is set, else of ten.
    TimeResolution(std::uint8_t tsresol, std::int64_t offsetSeconds);

    /// Nanoseconds since 1970; a time that does not fit is held at the end of the range.
    [[nodiscard]] base::Timestamp at(std::uint64_t count) const;

private:
    enum class Kind : std::uint8_t { decimal, binary, tooFine };

    std::uint64_t m_perSecond = 1'000'000;
    std::uint64_t m_nanosecondsPerUnit = 1000; ///< decimal, down to nanoseconds
    std::uint64_t m_unitsPerNanosecond = 1; ///< decimal, finer than nanoseconds
    unsigned m_shift = 0; ///< binary
    std::int64_t m_offset = 0;
    Kind m_kind = Kind::decimal;
};

} // namespace telltale::capture
