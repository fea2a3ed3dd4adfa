// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

namespace telltale::attribution::adb {

/// When something happened on the phone, by this computer's clock. The phone states its uptime with what it
/// tells; what came with the least delay of late says how both clocks stand to each other, so that a
/// line that came late is not taken for one that happened late.
class PhoneClock {
public:
    /// @param uptime    seconds as in /proc/uptime, "5126.42"; anything else: the phone told none
    /// @param received  by this computer's clock
    base::Timestamp timeOf(std::string_view uptime, base::Timestamp received);

    /// Times can be trusted: of late nothing came with noticeably less delay than what came before. Not so at
    /// the begin, when all that is there may have come late.
    [[nodiscard]] bool settled() const { return m_sinceBetter >= enough; }

private:
    static constexpr unsigned enough = 5;
    static constexpr std::int64_t noticeable = base::nanosecondsPerSecond / 20;
    static constexpr std::size_t remembered = 256; ///< differences; older ones are forgotten: clocks drift
    std::deque<std::int64_t> m_differences; ///< nanoseconds
    unsigned m_sinceBetter = 0; ///< uptimes since one came with noticeably less delay
};

/// "5126.42" as nanoseconds; nothing for anything else.
std::optional<std::int64_t> readUptime(std::string_view text);

} // namespace telltale::attribution::adb
