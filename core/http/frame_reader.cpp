// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/frame_reader.h"

#include <algorithm>
#include <utility>

namespace telltale::http {
namespace {

/// A resynchronisation needs a frame, its payload and the head of the next one.
constexpr std::size_t resyncWindow = 2 * frameHeaderSize + 16384;
/// Streams are opened one after another: a jump this wide is no stream number but chance.
constexpr std::uint32_t widestJump = 20'000;
/// The same where no stream number was seen yet.
constexpr std::uint32_t unheardStream = 1'000'000;

} // namespace

void FrameReader::read(base::ByteView bytes, base::Origin origin)
{
    while (!bytes.empty()) {
        switch (m_state) {
        case State::start:
            readStart(bytes, origin);
            break;
        case State::header:
            readHeader(bytes, origin);
            break;
        case State::padLength:
            m_left -= 1;
            setPadding(bytes[0], origin);
            bytes = bytes.subspan(1);
            break;
        case State::data:
            readData(bytes, origin);
            break;
        case State::whole:
            readWhole(bytes, origin);
            break;
        case State::skip:
            readSkip(bytes);
            break;
        case State::resync:
            readResync(bytes, origin);
            break;
        }
    }
}

/// Moves octets into the buffer until it holds @p size; false while it does not.
bool FrameReader::fill(base::ByteView &input, std::size_t size)
{
    const std::size_t count = std::min(input.size(), size - std::min(size, m_buffer.size()));
    m_buffer.insert(m_buffer.end(), input.begin(), input.begin() + static_cast<std::ptrdiff_t>(count));
    input = input.subspan(count);
    return m_buffer.size() >= size;
}

/// A client begins with the preface; a server, or a client whose preface is gone, with frames.
void FrameReader::readStart(base::ByteView &input, base::Origin origin)
{
    while (!input.empty() && m_buffer.size() < http2Preface.size()) {
        if (static_cast<char>(input[0]) != http2Preface[m_buffer.size()])
            break;
        fill(input, m_buffer.size() + 1);
    }
    if (m_buffer.size() == http2Preface.size()) {
        m_buffer.clear();
        m_state = State::header;
        m_events->preface(origin);
    } else if (!input.empty()) {
        const base::ByteBuffer begun = std::exchange(m_buffer, {});
        m_state = State::header;
        read(begun, origin);
    }
}

void FrameReader::readHeader(base::ByteView &input, base::Origin origin)
{
    if (!fill(input, frameHeaderSize))
        return;
    m_header = parseFrameHeader(m_buffer);
    // A sender that announces 16 MiB of a type nobody knows is more likely a stream we misread.
    const bool unknown = m_header.type > FrameType::continuation;
    const bool misread = (m_header.type == FrameType::data && m_header.stream == 0)
        || (unknown && m_header.length > (1U << 20)) || (m_header.type == FrameType::settings && m_header.stream != 0);
    if (misread) {
        m_events->anomaly(
            {"http2.malformed_frame", "A frame header makes no sense; reading goes on at plausible frames."}, origin);
        resynchronise(origin);
        return;
    }
    m_buffer.clear();
    m_highest = std::max(m_highest, m_header.stream);
    m_left = m_header.length;
    m_padding = 0;
    beginPayload(origin);
}

void FrameReader::beginPayload(base::Origin origin)
{
    if (m_header.type == FrameType::data) {
        m_state = m_header.has(frame_flag::padded) && m_left > 0 ? State::padLength : State::data;
        endIfDone(origin);
    } else if (m_header.type > FrameType::continuation) {
        m_state = m_left > 0 ? State::skip : State::header; // RFC 9113 § 4.1: unknown types are ignored
    } else if (m_left > m_limits->headerBytes) {
        m_events->anomaly({"http.header_limit", "A frame is larger than the limit for header sections."}, origin);
        m_events->frameLost(m_header, origin);
        m_state = State::skip;
    } else if (m_left == 0) {
        m_state = State::header;
        m_events->frame(m_header, {}, origin);
    } else {
        m_state = State::whole;
    }
}

void FrameReader::setPadding(std::uint8_t padding, base::Origin origin)
{
    m_state = State::data;
    if (padding > m_left) // RFC 9113 § 6.1
        m_events->anomaly({"http2.malformed_frame", "Padding is longer than its frame."}, origin);
    m_padding = std::min<std::uint32_t>(padding, m_left);
    endIfDone(origin);
}

void FrameReader::endIfDone(base::Origin origin)
{
    if (m_state != State::data || m_left > 0)
        return;
    m_state = State::header;
    m_events->dataEnd(m_header, origin);
}

void FrameReader::readData(base::ByteView &input, base::Origin origin)
{
    const std::uint32_t content = m_left - std::min(m_left, m_padding);
    const std::size_t count = std::min<std::size_t>(input.size(), content > 0 ? content : m_left);
    if (content > 0)
        m_events->dataPiece(m_header, input.first(count), origin);
    input = input.subspan(count);
    m_left -= static_cast<std::uint32_t>(count);
    endIfDone(origin);
}

void FrameReader::readWhole(base::ByteView &input, base::Origin origin)
{
    if (m_buffer.empty() && input.size() >= m_left) {
        const base::ByteView payload = input.first(m_left);
        input = input.subspan(m_left);
        m_state = State::header;
        m_events->frame(m_header, payload, origin);
    } else if (fill(input, m_left)) {
        const base::ByteBuffer payload = std::exchange(m_buffer, {});
        m_state = State::header;
        m_events->frame(m_header, payload, origin);
    }
}

void FrameReader::readSkip(base::ByteView &input)
{
    const std::size_t count = std::min<std::size_t>(input.size(), m_left);
    input = input.subspan(count);
    m_left -= static_cast<std::uint32_t>(count);
    if (m_left == 0)
        m_state = State::header;
}

void FrameReader::resynchronise(base::Origin origin)
{
    m_state = State::resync;
    m_events->framesLost(origin);
}

bool FrameReader::isPlausibleHere(base::ByteView bytes) const
{
    const FrameHeader header = parseFrameHeader(bytes.first(frameHeaderSize));
    const bool streamFits = header.stream < (m_highest > 0 ? m_highest + widestJump : unheardStream);
    return (bytes[5] & 0x80U) == 0 && streamFits && isPlausible(header);
}

/// Looks for two plausible frames in a row.
void FrameReader::readResync(base::ByteView &input, base::Origin origin)
{
    fill(input, m_buffer.size() + std::min(input.size(), resyncWindow));
    std::size_t at = 0;
    for (; m_buffer.size() - at >= frameHeaderSize; ++at) {
        const base::ByteView here = base::ByteView(m_buffer).subspan(at);
        if (!isPlausibleHere(here))
            continue;
        const std::size_t next = frameHeaderSize + parseFrameHeader(here.first(frameHeaderSize)).length;
        if (here.size() < next + frameHeaderSize)
            break; // wait for the frame after it
        if (!isPlausibleHere(here.subspan(next)))
            continue;
        const base::ByteBuffer found(here.begin(), here.end());
        m_buffer.clear();
        m_state = State::header;
        read(found, origin);
        return;
    }
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(at));
}

void FrameReader::gap(std::uint64_t size, base::Origin origin)
{
    const bool payload = m_state == State::data || m_state == State::whole || m_state == State::skip;
    const std::uint64_t inPayload = m_left - (m_state == State::whole ? m_buffer.size() : 0);
    if (payload && size > 0 && size <= inPayload) {
        if (m_state == State::data) {
            const std::uint64_t content = std::min<std::uint64_t>(size, m_left - std::min(m_left, m_padding));
            m_left -= static_cast<std::uint32_t>(size);
            if (content > 0)
                m_events->dataGap(m_header, content, origin);
            endIfDone(origin);
            return;
        }
        if (m_state == State::whole)
            m_events->frameLost(m_header, origin);
        m_left = static_cast<std::uint32_t>(inPayload - size);
        m_buffer.clear();
        m_state = m_left > 0 ? State::skip : State::header;
        return;
    }
    if (m_state == State::data && m_left > m_padding)
        m_events->dataGap(m_header, size == 0 ? 0 : m_left - m_padding, origin);
    else if (m_state == State::whole)
        m_events->frameLost(m_header, origin);
    m_buffer.clear();
    resynchronise(origin);
}

} // namespace telltale::http
