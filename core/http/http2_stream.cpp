// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_stream.h"

namespace telltale::http {
namespace {

constexpr std::size_t rememberedStreams = 4096;

} // namespace

Http2Stream *StreamTable::find(std::uint32_t id)
{
    const auto found = m_streams.find(id);
    return found == m_streams.end() ? nullptr : &found->second;
}

Http2Stream &StreamTable::open(
    std::uint32_t id, base::Side asking, const std::function<void(std::uint32_t, Http2Stream &)> &evict)
{
    if (m_streams.size() >= m_limit && !m_streams.contains(id)) {
        const auto oldest = m_streams.begin();
        evict(oldest->first, oldest->second);
        close(oldest->first);
    }
    Http2Stream &stream = m_streams[id];
    stream = {};
    stream.asking = asking;
    return stream;
}

void StreamTable::close(std::uint32_t id)
{
    m_streams.erase(id);
    m_closed.insert(id);
    if (m_closed.size() > rememberedStreams)
        m_closed.erase(m_closed.begin());
}

} // namespace telltale::http
