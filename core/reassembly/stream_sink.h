// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"

#include <cstdint>

namespace telltale::reassembly {

enum class StreamEnd : std::uint8_t {
    finished, ///< FIN, close_notify, END_STREAM: the sender said so
    reset, ///< RST, RST_STREAM
    cut, ///< the capture ended, or the connection was forgotten
};

/// The one contract by which ordered bytes go upwards: TCP to TLS, TLS to HTTP, HTTP CONNECT to
/// what it tunnels. For each side: any number of data() and gap() in stream order, then end() once.
/// Views are valid during the call only.
class StreamSink {
public:
    virtual ~StreamSink() = default;

    /// In-order bytes that one packet brought; origin is the packet that completed them.
    virtual void data(base::Side side, base::ByteView bytes, base::Origin origin) = 0;

    /// Bytes that were never captured; size is 0 where it is unknown. Later data follows the hole.
    virtual void gap(base::Side side, std::uint64_t size, base::Origin origin) = 0;

    virtual void end(base::Side side, StreamEnd how, base::Origin origin) = 0;

    /// Keys may have arrived: layers that wait for some try again. Others need not override it.
    virtual void keysChanged() { }
};

} // namespace telltale::reassembly
