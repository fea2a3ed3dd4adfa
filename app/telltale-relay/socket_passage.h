// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

namespace telltale::relaying {

/// Takes pairs of sockets from one thread to another that has a table of descriptors of its own, first in,
/// first out (SCM_RIGHTS, unix(7)). What is never taken is closed with the passage.
class SocketPassage {
public:
    using Pair = std::array<int, 2>;

    SocketPassage();
    SocketPassage(const SocketPassage &) = delete;
    SocketPassage &operator=(const SocketPassage &) = delete;
    ~SocketPassage();

    /// False when the system had no descriptors left for it; nothing works then.
    [[nodiscard]] bool made() const { return m_ends[0] >= 0; }

    /// One thread. Closes @p sockets here, whatever happens; waits while very many are on their way. False
    /// when the system has no room for them.
    bool give(Pair sockets);
    /// One other thread, once for each pair given and after it was: the pair, under numbers of this thread's
    /// table. Nothing when that table is full.
    std::optional<Pair> take();

private:
    Pair m_ends{-1, -1}; ///< to take from, to give to
};

} // namespace telltale::relaying
