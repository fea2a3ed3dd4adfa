// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/line_splitter.h"
#include "attribution/adb/phone_clock.h"
#include "attribution/adb/socket_row.h"
#include "attribution/phone_event.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::attribution::adb {

/// Makes events of what socketScript prints: which sockets appeared and which are gone. Rows that differ in nothing
/// we look at are one. Total; more rows than AdbLimits::socketRows in one look are passed over.
class SocketWatch {
public:
    /// @param received  when the text came, by this computer's clock
    std::vector<PhoneEvent> feed(std::string_view text, base::Timestamp received);

    /// The phone is gone: so are all its sockets, each at the time it was seen last.
    std::vector<PhoneEvent> end();

    /// User ids of the sockets seen since the last call.
    std::set<std::uint32_t> takeUids();

private:
    static constexpr std::int64_t thereEvery = base::nanosecondsPerSecond;

    void line(std::string_view text, base::Timestamp received, std::vector<PhoneEvent> &events);
    bool takeTime(std::string_view began, std::string_view over, base::Timestamp received);
    void conclude(std::vector<PhoneEvent> &events);
    void compare(std::vector<PhoneEvent> &events);
    void there(base::Timestamp time, std::vector<PhoneEvent> &events);

    LineSplitter m_lines;
    PhoneClock m_clock;
    bool m_looking = false; ///< between "#at" and "#end"
    bool m_waiting = false; ///< a whole look was not compared yet
    std::string m_began; ///< the uptime when this look began
    base::Timestamp m_time; ///< of this look
    base::Timestamp m_last; ///< of the one before: when the sockets were seen last
    base::Timestamp m_told; ///< of the last SocketsThere
    std::set<SocketRow> m_now;
    std::set<SocketRow> m_before;
    std::set<std::uint32_t> m_uids;
};

} // namespace telltale::attribution::adb
