// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/journal_source.h"

#include <array>
#include <limits>
#include <utility>

namespace telltale::engine {

namespace {
constexpr std::size_t longestLine = 64U << 10;
}

JournalSource::JournalSource(const std::string &journal, std::unique_ptr<capture::PacketSource> inner)
    : m_journal(journal)
    , m_inner(std::move(inner))
{
}

capture::SourceEvent JournalSource::next()
{
    std::array<char, longestLine> line;
    while (m_journal.good()) {
        m_journal.getline(line.data(), line.size());
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
            return capture::JournalLine{std::string(line.data(), count - 1)};
    }
    return m_inner->next();
}

} // namespace telltale::engine
