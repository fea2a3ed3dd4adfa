// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/exchange_queue.h"

#include <utility>

namespace telltale::http {

bool ExchangeQueue::push(PendingRequest request, StreamId &stream)
{
    if (!m_pending.empty() && !m_responsesLost)
        m_pipelines = true;
    stream = m_next++;
    request.stream = stream;
    const bool full = m_pending.size() >= m_limit && !m_pending.empty();
    if (full)
        m_pending.pop_front();
    m_pending.push_back(std::move(request));
    return !full;
}

PendingRequest &ExchangeQueue::front()
{
    if (m_responsesLost) {
        m_responsesLost = false;
        // A client that waits for every answer has asked its latest question because the earlier
        // ones were answered: in the hole.
        while (m_pending.size() > 1 && !m_pipelines)
            m_pending.pop_front();
    }
    if (m_pending.empty())
        m_pending.push_back({m_next++, {}, {}});
    return m_pending.front();
}

void ExchangeQueue::pop()
{
    if (!m_pending.empty())
        m_pending.pop_front();
}

} // namespace telltale::http
