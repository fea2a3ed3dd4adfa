// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/legacy_opener.h"

#include <algorithm>

namespace telltale::tls {

namespace {
/// After a record that does not open, a few may be missing without anybody having noticed.
constexpr std::uint64_t windowAfterFailure = 8;
} // namespace

RecordOpener::Status LegacyOpener::open(const Record &record, base::ByteBuffer &scratch, Opened &opened)
{
    const auto content = m_protection.open(record, m_window, m_budget, scratch);
    if (!content) {
        m_protection.giveUp(record);
        m_window = std::max(m_window, windowAfterFailure);
        return Status::failed;
    }
    m_window = 0;
    opened = {record.type, *content};
    return Status::opened;
}

void LegacyOpener::lost(std::uint64_t size)
{
    m_window = std::max(m_window, SequencedProtection::windowFor(size));
}

void LegacyOpener::skip(std::uint64_t records)
{
    m_protection.skip(records);
}

} // namespace telltale::tls
