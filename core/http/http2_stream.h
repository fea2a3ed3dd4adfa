// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/origin.h"
#include "http/http_listener.h"
#include "reassembly/stream_sink.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace telltale::http {

/// How far one direction of a stream has come.
enum class Progress : std::uint8_t { idle, open, ended };

/// One HTTP/2 stream: an exchange.
struct Http2Stream {
    base::Side asking = base::Side::originator; ///< who sent the request
    Progress request = Progress::idle;
    Progress response = Progress::idle;
    bool connect = false; ///< the request's method was CONNECT
    std::string protocol; ///< :protocol of an extended CONNECT (RFC 8441)
    bool tunnelled = false;
    reassembly::StreamSink *tunnel = nullptr; ///< not owned; null drops
    bool tunnelEnded[2] = {false, false}; ///< by index(Side) as the tunnel's sink sees it

    [[nodiscard]] Progress &of(base::Side side) { return side == asking ? request : response; }
    [[nodiscard]] base::Side tunnelSide(base::Side side) const
    {
        return side == asking ? base::Side::originator : base::Side::responder;
    }
};

/// The streams of one connection that are not over.
class StreamTable {
public:
    explicit StreamTable(std::size_t limit)
        : m_limit(limit < 1 ? 1 : limit)
    {
    }

    /// Null when the stream is not open.
    Http2Stream *find(std::uint32_t id);

    /// Opens a stream. When the table is full, @p evict is called with the oldest one before it goes.
    Http2Stream &open(
        std::uint32_t id, base::Side asking, const std::function<void(std::uint32_t, Http2Stream &)> &evict);

    void close(std::uint32_t id);
    /// True for streams that were open and are over, as far back as is remembered.
    [[nodiscard]] bool wasClosed(std::uint32_t id) const { return m_closed.contains(id); }
    [[nodiscard]] std::map<std::uint32_t, Http2Stream> &all() { return m_streams; }

private:
    std::size_t m_limit;
    std::map<std::uint32_t, Http2Stream> m_streams; ///< ordered: ids grow, so the first is the oldest
    std::set<std::uint32_t> m_closed; ///< the latest ones
};

} // namespace telltale::http
