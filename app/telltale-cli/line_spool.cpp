// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_spool.h"

#include <algorithm>

namespace telltale::cli {

namespace {
constexpr std::uint64_t windowSize = 256U << 10;
}

LineSpool::LineSpool()
{
    if (auto file = session::PayloadStore::create())
        m_file = std::move(file.value());
}

LineSpool::Place LineSpool::add(std::string_view line)
{
    if (!m_file)
        return {};
    const session::PayloadRef place = m_file->append(base::asBytes(line));
    return {place.offset, static_cast<std::uint32_t>(place.size)};
}

std::string_view LineSpool::line(Place place)
{
    if (!m_file || place.size == 0)
        return {};
    if (place.offset < m_windowFrom || place.offset + place.size > m_windowFrom + m_window.size()) {
        const std::uint64_t left = m_file->size() - std::min(place.offset, m_file->size());
        m_window = m_file->read({place.offset, std::min(left, std::max<std::uint64_t>(windowSize, place.size))});
        m_windowFrom = place.offset;
    }
    const std::uint64_t at = place.offset - m_windowFrom;
    if (at + place.size > m_window.size())
        return {};
    return base::asText(base::ByteView(m_window).subspan(at, place.size));
}

bool LineSpool::failed() const
{
    return !m_file || m_file->failed();
}

} // namespace telltale::cli
