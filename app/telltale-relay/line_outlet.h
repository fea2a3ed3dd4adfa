// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace telltale::relaying {

/// Writes lines to a descriptor that somebody may read slowly. It never blocks: what the reader does not
/// take waits here, up to a bound; beyond it whole lines are dropped and counted. The descriptor's flags
/// are left alone, because others may share it.
class LineOutlet {
public:
    /// @p descriptor -1 drops everything in silence. @p lost is told of each line that is dropped.
    LineOutlet(asio::io_context &context, int descriptor, std::size_t most, std::function<void()> lost = {});

    /// @p line with or without its line feed.
    void write(std::string_view line);
    /// Without counting: false where there is no room for it.
    bool tryToWrite(std::string_view line);
    /// False once the reader is gone.
    [[nodiscard]] bool open() const { return m_open; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }
    /// How many of them nobody was told of yet; told() makes it none.
    [[nodiscard]] std::uint64_t untold() const { return m_dropped - m_told; }
    void told() { m_told = m_dropped; }
    [[nodiscard]] bool empty() const { return m_at == m_waiting.size(); }

private:
    void drain();
    void tryAgainSoon();

    asio::steady_timer m_timer;
    int m_descriptor;
    std::size_t m_most;
    std::string m_waiting;
    std::size_t m_at = 0; ///< written already
    std::uint64_t m_dropped = 0;
    std::uint64_t m_told = 0;
    std::function<void()> m_lost;
    bool m_open = true;
    bool m_timing = false;
};

} // namespace telltale::relaying
