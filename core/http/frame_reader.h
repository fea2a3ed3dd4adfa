// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/origin.h"
#include "http/start_line.h"

#include <cstdint>

namespace telltale::http {

/// RFC 9113 § 6 and RFC 9218 (priority update is read over like every other unknown type).
enum class FrameType : std::uint8_t {
    data = 0,
    headers = 1,
    priority = 2,
    rstStream = 3,
    settings = 4,
    pushPromise = 5,
    ping = 6,
    goAway = 7,
    windowUpdate = 8,
    continuation = 9,
};

namespace frame_flag {
constexpr std::uint8_t endStream = 0x1;
constexpr std::uint8_t ack = 0x1;
constexpr std::uint8_t endHeaders = 0x4;
constexpr std::uint8_t padded = 0x8;
constexpr std::uint8_t priority = 0x20;
} // namespace frame_flag

struct FrameHeader {
    std::uint32_t length = 0; ///< of the payload, below 2^24
    FrameType type = FrameType::data; ///< other numbers than the names above occur
    std::uint8_t flags = 0;
    std::uint32_t stream = 0; ///< 31 bits

    [[nodiscard]] bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};

constexpr std::size_t frameHeaderSize = 9;
constexpr std::string_view http2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"; // RFC 9113 § 3.4

/// @param nineBytes  exactly frameHeaderSize octets
FrameHeader parseFrameHeader(base::ByteView nineBytes);

/// Could a sender that keeps to RFC 9113 have written this? Knows sizes, flags and stream numbers.
bool isPlausible(const FrameHeader &header);

/// Octets at the front of a side of a connection: the client preface, or frames that only the start
/// of a connection has (SETTINGS, perhaps after connection-wide WINDOW_UPDATE or PING).
Likeness looksLikeHttp2(base::ByteView bytes);

/// Receives frames. DATA comes in pieces without its padding, every other frame whole.
class FrameEvents {
public:
    virtual ~FrameEvents() = default;
    virtual void preface(base::Origin origin) = 0;
    virtual void frame(const FrameHeader &header, base::ByteView payload, base::Origin origin) = 0;
    virtual void dataPiece(const FrameHeader &header, base::ByteView bytes, base::Origin origin) = 0;
    virtual void dataGap(const FrameHeader &header, std::uint64_t size, base::Origin origin) = 0;
    virtual void dataEnd(const FrameHeader &header, base::Origin origin) = 0;
    /// A frame whose payload was not captured whole, or is larger than limits.headerBytes.
    virtual void frameLost(const FrameHeader &header, base::Origin origin) = 0;
    /// From here on any number of frames are missing; the next ones told were found by their looks.
    virtual void framesLost(base::Origin origin) = 0;
    virtual void anomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Cuts one side of an HTTP/2 connection into frames. Jumps holes inside a payload; after others it
/// goes on where two plausible frames follow one another.
class FrameReader {
public:
    FrameReader(const base::Limits &limits, FrameEvents &events)
        : m_limits(&limits)
        , m_events(&events)
    {
    }

    void read(base::ByteView bytes, base::Origin origin);
    void gap(std::uint64_t size, base::Origin origin);

private:
    enum class State : std::uint8_t { start, header, padLength, data, whole, skip, resync };

    void readStart(base::ByteView &input, base::Origin origin);
    void readHeader(base::ByteView &input, base::Origin origin);
    void beginPayload(base::Origin origin);
    void readData(base::ByteView &input, base::Origin origin);
    void readWhole(base::ByteView &input, base::Origin origin);
    void readSkip(base::ByteView &input);
    void readResync(base::ByteView &input, base::Origin origin);
    void setPadding(std::uint8_t padding, base::Origin origin);
    void endIfDone(base::Origin origin);
    bool fill(base::ByteView &input, std::size_t size);
    void resynchronise(base::Origin origin);
    [[nodiscard]] bool isPlausibleHere(base::ByteView bytes) const;

    const base::Limits *m_limits;
    FrameEvents *m_events;
    State m_state = State::start;
    base::ByteBuffer m_buffer;
    FrameHeader m_header;
    std::uint32_t m_left = 0; ///< payload octets still to come, padding included
    std::uint32_t m_padding = 0; ///< of those, at the end
    std::uint32_t m_highest = 0; ///< highest stream number seen
};

} // namespace telltale::http
