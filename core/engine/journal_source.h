// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_source.h"

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace telltale::engine {

/// The lines of a session's journal, then the packets of another source. What the journal says of a
/// connection is known before its packets come. A journal that is missing has no lines; one that was
/// cut off ends with its last whole line.
class JournalSource final : public capture::PacketSource {
public:
    JournalSource(const std::string &journal, std::unique_ptr<capture::PacketSource> inner);

    capture::SourceEvent next() override;
    [[nodiscard]] std::uint64_t position() const override { return m_inner->position(); }
    [[nodiscard]] std::uint64_t size() const override { return m_inner->size(); }

private:
    std::ifstream m_journal;
    std::unique_ptr<capture::PacketSource> m_inner;
    std::vector<char> m_line; ///< the one being read
};

} // namespace telltale::engine
