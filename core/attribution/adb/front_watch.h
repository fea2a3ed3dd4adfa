// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/line_splitter.h"
#include "attribution/adb/phone_clock.h"
#include "attribution/phone_event.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::attribution::adb {

/// Makes events of what frontScript prints: what is in front on the phone, each time it changed. Total.
class FrontWatch {
public:
    std::vector<PhoneEvent> feed(std::string_view text, base::Timestamp received);
    /// The phone is gone: from the last look on nothing is known.
    std::vector<PhoneEvent> end();

private:
    void line(std::string_view text, base::Timestamp received, std::vector<PhoneEvent> &events);
    void detail(std::string_view text);
    void conclude(std::vector<PhoneEvent> &events);

    LineSplitter m_lines;
    PhoneClock m_clock;
    bool m_looking = false;
    base::Timestamp m_time;
    std::string m_resumed; ///< component of the resumed activity
    std::string m_focus; ///< the focused window: its number
    std::string m_title; ///< and title
    std::string m_window; ///< number of the window whose attributes these are
    std::map<std::string, bool> m_secure; ///< windows by number
    std::optional<Foreground> m_told;
};

} // namespace telltale::attribution::adb
