// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/frame_reader.h"
#include "http/hpack_decoder.h"

#include <cstdint>
#include <optional>

namespace telltale::http {

/// Receives what one side of an HTTP/2 connection says about its streams.
class Http2SideEvents {
public:
    virtual ~Http2SideEvents() = default;
    virtual void preface(base::Side side) = 0;
    virtual void headers(
        base::Side side, std::uint32_t stream, HeaderSection &&section, bool endStream, base::Origin origin) = 0;
    /// There was a header section, but nothing of it can be read.
    virtual void headersLost(base::Side side, std::uint32_t stream, bool endStream, base::Origin origin) = 0;
    virtual void pushPromise(base::Side side, std::uint32_t promised, HeaderSection &&section, base::Origin origin) = 0;
    virtual void body(base::Side side, std::uint32_t stream, base::ByteView bytes, base::Origin origin) = 0;
    virtual void bodyGap(base::Side side, std::uint32_t stream, std::uint64_t size, base::Origin origin) = 0;
    virtual void endStream(base::Side side, std::uint32_t stream, base::Origin origin) = 0;
    virtual void resetStream(base::Side side, std::uint32_t stream, base::Origin origin) = 0;
    /// Any frames of any stream may be missing here.
    virtual void framesLost(base::Side side, base::Origin origin) = 0;
    virtual void anomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Frames of one side: joins header blocks, undoes their compression, drops padding.
class Http2Side final : private FrameEvents {
public:
    Http2Side(base::Side side, const base::Limits &limits, Http2SideEvents &events);

    void read(base::ByteView bytes, base::Origin origin) { m_reader.read(bytes, origin); }
    void gap(std::uint64_t size, base::Origin origin) { m_reader.gap(size, origin); }

private:
    /// A header block that CONTINUATION frames go on with (RFC 9113 § 6.10).
    struct Block {
        std::uint32_t stream = 0;
        std::uint32_t promised = 0; ///< PUSH_PROMISE: the stream promised; else 0
        bool endStream = false;
        bool lost = false; ///< a part of it is missing
        base::ByteBuffer bytes;
    };

    void preface(base::Origin origin) override;
    void frame(const FrameHeader &header, base::ByteView payload, base::Origin origin) override;
    void dataPiece(const FrameHeader &header, base::ByteView bytes, base::Origin origin) override;
    void dataGap(const FrameHeader &header, std::uint64_t size, base::Origin origin) override;
    void dataEnd(const FrameHeader &header, base::Origin origin) override;
    void frameLost(const FrameHeader &header, base::Origin origin) override;
    void framesLost(base::Origin origin) override;
    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    void noteStart(const FrameHeader &header);
    void interruptBlock(const FrameHeader &header, base::Origin origin);
    void headerFrame(const FrameHeader &header, base::ByteView payload, base::Origin origin);
    void continuation(const FrameHeader &header, base::ByteView payload, base::Origin origin);
    void finishBlock(base::Origin origin);
    void decodeBlock(const Block &block, base::ByteView bytes, base::Origin origin);
    void blockLost(const Block &block, base::Origin origin);

    base::Side m_side;
    const base::Limits *m_limits;
    Http2SideEvents *m_events;
    FrameReader m_reader;
    HpackDecoder m_hpack;
    std::optional<Block> m_block;
    bool m_started = false;
};

} // namespace telltale::http
