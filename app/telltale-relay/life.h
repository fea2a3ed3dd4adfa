// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/signal_set.hpp>

namespace telltale::relaying {

/// Stops the context when standard input closes, or on SIGINT or SIGTERM. To be made before confine().
class Life {
public:
    explicit Life(asio::io_context &context);
    Life(const Life &) = delete;
    Life &operator=(const Life &) = delete;
    ~Life();

private:
    void awaitEnd();
    void readInput();

    asio::io_context &m_context;
    asio::signal_set m_signals;
    asio::posix::stream_descriptor m_input;
};

} // namespace telltale::relaying
