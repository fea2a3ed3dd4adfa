// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/http_listener.h"

#include <cstddef>
#include <deque>
#include <string>

namespace telltale::http {

/// A request whose final response has not begun.
struct PendingRequest {
    StreamId stream = 0;
    std::string method; ///< empty: the request was not captured
    std::string upgrade; ///< value of its Upgrade field
};

/// Pairs the responses of an HTTP/1 connection with its requests: in order (RFC 9112 § 9.3.2), also
/// after holes, and with streams of their own for responses whose request is not there.
class ExchangeQueue {
public:
    /// @param limit  requests kept waiting; beyond it the oldest are given up
    explicit ExchangeQueue(std::size_t limit)
        : m_limit(limit)
    {
    }

    /// Numbers a request and lets it wait. False when an older one had to be given up for it.
    bool push(PendingRequest request, StreamId &stream);

    /// The request that the response now arriving answers; made up when there is none.
    PendingRequest &front();

    /// The final response of front() has begun.
    void pop();

    /// Responses may be missing here.
    void responsesLost() { m_responsesLost = true; }

    [[nodiscard]] std::size_t size() const { return m_pending.size(); }

private:
    std::size_t m_limit;
    std::deque<PendingRequest> m_pending;
    StreamId m_next = 1;
    bool m_pipelines = false; ///< the client was seen to ask again before it was answered
    bool m_responsesLost = false;
};

} // namespace telltale::http
