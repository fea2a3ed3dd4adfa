// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/journal_source.h"

#include "attribution/phone_event.h"

#include <limits>
#include <utility>

namespace telltale::engine {

JournalSource::JournalSource(const std::string &journal, std::unique_ptr<capture::PacketSource> inner)
    : m_journal(journal)
    , m_inner(std::move(inner))
    , m_line(attribution::longestPhoneLine + 1) // and the NUL behind it
{
}

capture::SourceEvent JournalSource::next()
{
    while (m_journal.good()) {
        m_journal.getline(m_line.data(), static_cast<std::streamsize>(m_line.size()));
        const auto count = static_cast<std::size_t>(m_journal.gcount());
        if (m_journal.eof()) // a line without its end was cut off
            break;
        if (m_journal.fail()) {
            // Longer than anything we write: passed over, up to its end.
            m_journal.clear();
            m_journal.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
            continue;
        }
        if (count > 1)
            return capture::JournalLine{std::string(m_line.data(), count - 1)};
    }
    return m_inner->next();
}

} // namespace telltale::engine
