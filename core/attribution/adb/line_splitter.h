// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/adb_limits.h"

#include <string>
#include <string_view>

namespace telltale::attribution::adb {

/// Cuts a stream of text into lines, without their ends (LF or CR LF). Lines longer than AdbLimits::lineBytes
/// are passed over.
class LineSplitter {
public:
    template <typename Use>
    void feed(std::string_view text, Use use)
    {
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            keep(text.substr(0, end));
            if (end == std::string_view::npos)
                return;
            if (!m_tooLong) {
                if (m_line.ends_with('\r'))
                    m_line.pop_back();
                use(std::string_view(m_line));
            }
            m_line.clear();
            m_tooLong = false;
            text.remove_prefix(end + 1);
        }
    }

private:
    void keep(std::string_view part)
    {
        m_tooLong = m_tooLong || m_line.size() + part.size() > AdbLimits::lineBytes;
        if (m_tooLong)
            m_line.clear();
        else
            m_line += part;
    }

    std::string m_line;
    bool m_tooLong = false;
};

} // namespace telltale::attribution::adb
