// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace telltale::intercept {

/// What a phone or a server could make grow or last in the relay, with its bound.
struct RelayLimits {
    static constexpr std::size_t helloBytes = 32U << 10; ///< a longer ClientHello is passed through
    static constexpr std::size_t leaves = 2000; ///< certificates kept, least recently used go first
    static constexpr std::size_t rejections = 10'000; ///< remembered (station, host) pairs
    static constexpr std::size_t chunk = 16U << 10; ///< read at once from one side: one TLS record
    static constexpr std::size_t outgoingHigh = 32U << 10; ///< waiting to be sent: the other side is not read
    static constexpr std::size_t outgoingMost = 128U << 10; ///< more than that ends the connection
    static constexpr std::size_t chunksAtOnce = 8; ///< of one direction before others get their turn
    static constexpr std::size_t keyLogBytes = 1U << 20; ///< key lines waiting for a slow reader
    static constexpr std::size_t eventBytes = 1U << 20; ///< events waiting for a slow reader
    static constexpr std::size_t eventLineBytes = 16U << 10; ///< a longer line is no event
    static constexpr std::size_t pageRequestBytes = 4U << 10; ///< head of a request for the certificate page
    static constexpr std::size_t pageConnections = 64; ///< at once
    static constexpr std::size_t warmChannels = 128; ///< of a lane, that keep their buffers between two records
    static constexpr unsigned lanes = 4; ///< threads that copy; fewer where processors are fewer
    static constexpr std::size_t connections = 100'000; ///< at once; fewer where descriptors are fewer

    static constexpr std::chrono::seconds helloWait{3}; ///< silent for so long: the server speaks first
    static constexpr std::chrono::seconds connectWait{10};
    static constexpr std::chrono::seconds handshakeWait{15};
    static constexpr std::chrono::seconds halfClosedWait{120}; ///< without a byte after one side has ended
    static constexpr std::chrono::seconds lossNotice{1}; ///< lines that were lost are told of together
    static constexpr std::chrono::seconds pageWait{10};
    /// A phone that closes so soon after the handshake without a byte has looked at the certificate
    /// itself; one that closes later had opened the connection in advance.
    static constexpr std::chrono::seconds rejectionWindow{3};
    /// A rejection that was only a close, not an alert, may have been something else: tried again later.
    static constexpr std::chrono::seconds weakRejection{600};
};

} // namespace telltale::intercept
