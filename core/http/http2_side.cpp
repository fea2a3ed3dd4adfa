// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_side.h"

#include "base/byte_reader.h"

#include <string>
#include <utility>

namespace telltale::http {

Http2Side::Http2Side(base::Side side, const base::Limits &limits, Http2SideEvents &events)
    : m_side(side)
    , m_limits(&limits)
    , m_events(&events)
    , m_reader(limits, *this)
    , m_hpack(limits)
{
}

void Http2Side::preface(base::Origin)
{
    m_started = true;
    m_events->preface(m_side);
}

/// A side that begins with neither preface nor SETTINGS (RFC 9113 § 3.4) was joined in the middle.
void Http2Side::noteStart(const FrameHeader &header)
{
    if (std::exchange(m_started, true))
        return;
    if (header.type != FrameType::settings || header.has(frame_flag::ack))
        m_hpack.forget();
}

void Http2Side::frame(const FrameHeader &header, base::ByteView payload, base::Origin origin)
{
    noteStart(header);
    interruptBlock(header, origin);
    base::ByteReader reader(payload);
    switch (header.type) {
    case FrameType::headers:
    case FrameType::pushPromise:
        headerFrame(header, payload, origin);
        break;
    case FrameType::continuation:
        continuation(header, payload, origin);
        break;
    case FrameType::rstStream:
        m_events->resetStream(m_side, header.stream, origin);
        break;
    case FrameType::goAway:
        reader.skip(4);
        if (const std::uint32_t code = reader.u32be(); code != 0)
            anomaly({"http2.goaway", "The connection was given up with error " + std::to_string(code) + "."}, origin);
        break;
    default: // settings, ping, window updates and priorities say nothing about what was exchanged
        break;
    }
}

/// RFC 9113 § 6.10: nothing may come between the parts of a header block.
void Http2Side::interruptBlock(const FrameHeader &header, base::Origin origin)
{
    if (!m_block || (header.type == FrameType::continuation && header.stream == m_block->stream))
        return;
    anomaly({"http2.malformed_frame", "A header block was interrupted by another frame."}, origin);
    blockLost(*std::exchange(m_block, std::nullopt), origin);
}

void Http2Side::headerFrame(const FrameHeader &header, base::ByteView payload, base::Origin origin)
{
    base::ByteReader reader(payload);
    const std::size_t padding = header.has(frame_flag::padded) ? reader.u8() : 0;
    Block block;
    block.stream = header.stream;
    if (header.type == FrameType::pushPromise) {
        block.promised = reader.u32be() & 0x7FFFFFFFU;
    } else {
        block.endStream = header.has(frame_flag::endStream);
        if (header.has(frame_flag::priority))
            reader.skip(5);
    }
    if (!reader.ok() || padding > reader.remaining() || header.stream == 0) {
        anomaly({"http2.malformed_frame", "A header frame is shorter than its own parts."}, origin);
        blockLost(block, origin);
        return;
    }
    const base::ByteView fragment = reader.take(reader.remaining() - padding);
    if (header.has(frame_flag::endHeaders)) { // the usual case needs no copy
        decodeBlock(block, fragment, origin);
        return;
    }
    block.bytes = base::toBuffer(fragment);
    m_block = std::move(block);
}

void Http2Side::continuation(const FrameHeader &header, base::ByteView payload, base::Origin origin)
{
    if (!m_block) {
        anomaly({"http2.malformed_frame", "A CONTINUATION frame continues nothing."}, origin);
        m_hpack.forget();
        return;
    }
    if (!m_block->lost && m_block->bytes.size() + payload.size() > m_limits->headerBytes) {
        anomaly({"http.header_limit", "A header block is larger than the limit."}, origin);
        m_block->lost = true;
        m_block->bytes = {};
    }
    if (!m_block->lost)
        m_block->bytes.insert(m_block->bytes.end(), payload.begin(), payload.end());
    if (header.has(frame_flag::endHeaders))
        finishBlock(origin);
}

void Http2Side::finishBlock(base::Origin origin)
{
    const Block block = *std::exchange(m_block, std::nullopt);
    if (block.lost)
        blockLost(block, origin);
    else
        decodeBlock(block, block.bytes, origin);
}

void Http2Side::decodeBlock(const Block &block, base::ByteView bytes, base::Origin origin)
{
    HeaderSection section = m_hpack.decode(bytes);
    if (section.lost > 0)
        anomaly({"http2.hpack_lost", "Header fields refer to ones that were not captured; they are left out."}, origin);
    if (section.damaged)
        anomaly({"http2.hpack_error", "A header block breaks off: it is not valid HPACK."}, origin);
    if (section.overLimit)
        anomaly({"http.header_limit", "A header section is larger than the limit."}, origin);
    if (section.tableLimit)
        anomaly({"http2.table_limit", "The sender's header table is larger than the limit."}, origin);
    if (section.fields.empty() && (section.damaged || section.lost > 0))
        m_events->headersLost(m_side, block.promised != 0 ? block.promised : block.stream, block.endStream, origin);
    else if (block.promised != 0)
        m_events->pushPromise(m_side, block.promised, std::move(section), origin);
    else
        m_events->headers(m_side, block.stream, std::move(section), block.endStream, origin);
}

void Http2Side::blockLost(const Block &block, base::Origin origin)
{
    m_hpack.forget();
    anomaly({"http2.hpack_lost", "A header block is missing; fields that refer to it are left out from here."}, origin);
    if (block.promised == 0)
        m_events->headersLost(m_side, block.stream, block.endStream, origin);
}

void Http2Side::dataPiece(const FrameHeader &header, base::ByteView bytes, base::Origin origin)
{
    noteStart(header);
    interruptBlock(header, origin);
    m_events->body(m_side, header.stream, bytes, origin);
}

void Http2Side::dataGap(const FrameHeader &header, std::uint64_t size, base::Origin origin)
{
    m_events->bodyGap(m_side, header.stream, size, origin);
}

void Http2Side::dataEnd(const FrameHeader &header, base::Origin origin)
{
    noteStart(header);
    interruptBlock(header, origin);
    if (header.has(frame_flag::endStream))
        m_events->endStream(m_side, header.stream, origin);
}

void Http2Side::frameLost(const FrameHeader &header, base::Origin origin)
{
    noteStart(header);
    interruptBlock(header, origin);
    const bool promise = header.type == FrameType::pushPromise;
    if (header.type == FrameType::continuation && m_block) {
        m_block->lost = true;
        if (header.has(frame_flag::endHeaders))
            finishBlock(origin);
    } else if (header.type == FrameType::headers || promise) {
        Block block;
        block.stream = header.stream;
        block.endStream = !promise && header.has(frame_flag::endStream);
        block.lost = true;
        if (!header.has(frame_flag::endHeaders))
            m_block = std::move(block);
        else if (promise)
            m_hpack.forget();
        else
            blockLost(block, origin);
    } else if (header.type == FrameType::rstStream) {
        m_events->resetStream(m_side, header.stream, origin);
    }
}

void Http2Side::framesLost(base::Origin origin)
{
    m_started = true;
    if (m_block)
        blockLost(*std::exchange(m_block, std::nullopt), origin);
    m_hpack.forget();
    m_events->framesLost(m_side, origin);
}

void Http2Side::anomaly(const base::Anomaly &anomaly, base::Origin origin)
{
    m_events->anomaly(anomaly, origin);
}

} // namespace telltale::http
