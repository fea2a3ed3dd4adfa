// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/sequenced_protection.h"

#include <algorithm>

namespace telltale::tls {

std::uint64_t SequencedProtection::windowFor(std::uint64_t size)
{
    constexpr std::uint64_t smallestRecord = 24;
    return size == 0 ? widestWindow : std::min(widestWindow, size / smallestRecord + 2);
}

std::optional<base::ByteView> SequencedProtection::open(
    const Record &record, std::uint64_t window, std::uint64_t &budget, base::ByteBuffer &scratch)
{
    if (!m_protection->seeks())
        window = 0; // a second try would move the key stream on
    for (std::uint64_t ahead = 0; ahead <= window; ++ahead) {
        if (ahead > 0) {
            if (budget < record.fragment.size())
                break;
            budget -= record.fragment.size();
        }
        if (const auto content = m_protection->open(record, m_next + ahead, scratch)) {
            m_next += ahead + 1;
            m_protection->passed(record);
            return content;
        }
    }
    return std::nullopt;
}

void SequencedProtection::giveUp(const Record &record)
{
    ++m_next;
    m_protection->passed(record);
}

} // namespace telltale::tls
