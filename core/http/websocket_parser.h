// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/origin.h"
#include "http/websocket_inflate.h"
#include "reassembly/stream_sink.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace telltale::http {

/// RFC 6455 § 5.2; other numbers are reserved.
enum class WebSocketOpcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// One message, or one control frame.
struct WebSocketMessage {
    WebSocketOpcode opcode = WebSocketOpcode::text; ///< continuation: the beginning was not captured
    base::ByteView payload; ///< unmasked, decompressed; valid during the call
    std::uint64_t wireSize = 0; ///< payload octets as sent, before decompression
    std::uint32_t frames = 1; ///< fragments it came in
    bool compressed = false; ///< it was sent compressed
    bool decompressed = true; ///< false: the payload is still compressed, it could not be opened
    bool complete = true; ///< false: octets are missing, from a gap, an end or a limit
    base::Origin first; ///< packet with its first octet
};

class WebSocketListener {
public:
    virtual ~WebSocketListener() = default;
    /// origin is the packet that completed it.
    virtual void message(base::Side side, const WebSocketMessage &message, base::Origin origin) = 0;
    virtual void anomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Reads both directions of a WebSocket connection after its upgrade (RFC 6455 § 5), with
/// permessage-deflate (RFC 7692). Joins fragments; control frames between them come at once.
///
/// Limits::decodedBytes bounds what is kept of one message, as sent and as decompressed; the rest
/// is skipped (websocket.message_limit). A gap inside a payload costs that message; after one that
/// hides where frames begin, reading goes on with the next packet that consists of whole frames.
///
/// Anomalies: websocket.message_limit, .inflate, .masking, .reserved_bits, .reserved_opcode,
/// .control_frame, .fragmentation, .frame_length, .lost, .cut.
class WebSocketParser final : public reassembly::StreamSink {
public:
    /// The listener and the limits outlive this.
    WebSocketParser(WebSocketDeflate deflate, const base::Limits &limits, WebSocketListener &listener)
        : m_deflate(deflate)
        , m_limits(limits)
        , m_listener(listener)
    {
    }

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;

private:
    struct Pending {
        WebSocketMessage facts;
        base::ByteBuffer payload;
        bool open = false;
        bool broken = false; ///< compressed, and octets are missing: what follows cannot be inflated
    };
    struct Direction {
        std::array<std::uint8_t, 14> header{};
        std::size_t headerSize = 0;
        base::Origin headerOrigin;
        bool inPayload = false;
        std::uint64_t payloadLeft = 0;
        std::uint64_t payloadAt = 0;
        std::uint8_t opcode = 0;
        bool final = false;
        std::optional<std::array<std::uint8_t, 4>> mask;
        Pending data; ///< the message under way
        Pending control; ///< the control frame under way
        WebSocketInflater inflater;
        bool lost = false;
        bool ended = false;
        bool maskingTold = false;
    };

    void takeHeader(base::Side side, base::ByteView &bytes, base::Origin origin);
    void beginFrame(base::Side side, base::Origin origin);
    void beginDataFrame(base::Side side, bool compressed, base::Origin origin);
    void takePayload(base::Side side, base::ByteView &bytes, base::Origin origin);
    void finishFrame(base::Side side, base::Origin origin);
    void hand(base::Side side, Pending &pending, base::Origin origin);
    void decompress(base::Side side, Pending &pending, base::ByteBuffer &opened, base::Origin origin);
    void lose(base::Side side, base::Origin origin);

    static Pending &current(Direction &direction);
    Direction &direction(base::Side side) { return m_directions[base::index(side)]; }
    void report(const char *id, const char *detail, base::Origin origin);

    WebSocketDeflate m_deflate;
    const base::Limits &m_limits;
    WebSocketListener &m_listener;
    std::array<Direction, 2> m_directions;
};

} // namespace telltale::http
