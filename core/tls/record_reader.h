// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tls/record.h"

#include <optional>

namespace telltale::tls {

/// Cuts one direction's bytes into records. feed() a piece, then call next() until it gives nothing.
/// Holds at most one unfinished record; a record that lies whole in a piece is not copied.
class RecordReader {
public:
    enum class State : std::uint8_t {
        inStep, ///< the next byte begins a record
        searching, ///< after a hole or a broken header: looks for the next header
        broken, ///< the header at the front is none; restart() to go on behind it
    };

    /// @p bytes must stay valid until next() has given nothing.
    void feed(base::ByteView bytes);
    /// The next whole record; its view is valid until the next call of any function.
    std::optional<Record> next();
    /// Bytes are missing here: what is unfinished is dropped, and the next header is searched.
    void gap();
    /// After broken: search from the byte behind the bad header's first.
    void restart();

    [[nodiscard]] State state() const { return m_state; }
    /// Any record was found on this side.
    [[nodiscard]] bool sawRecord() const { return m_version != 0; }
    /// A record has begun and is not complete.
    [[nodiscard]] bool inRecord() const { return (!carry().empty() && !m_carryGiven) || !m_input.empty(); }

private:
    enum class Match : std::uint8_t { no, incomplete, yes };

    [[nodiscard]] bool plausible(base::ByteView header) const;
    [[nodiscard]] Match match(base::ByteView bytes) const;
    bool search();
    [[nodiscard]] base::ByteView carry() const { return base::ByteView(m_carry).subspan(m_carryStart); }
    void freeCarry();
    bool carryAtLeast(std::size_t size);
    std::optional<Record> cut(base::ByteView available);
    std::optional<Record> sslV2Hello();
    void clearCarry();

    base::ByteView m_input;
    base::ByteBuffer m_carry; ///< the unfinished record from earlier pieces
    std::size_t m_carryStart = 0; ///< what lies before it has been given already
    bool m_carryGiven = false; ///< the record last given lies in m_carry
    State m_state = State::inStep;
    std::uint16_t m_version = 0; ///< of the last record; 0 before the first
};

} // namespace telltale::tls
