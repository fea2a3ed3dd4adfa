// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "base/origin.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace telltale::http {

/// What the server agreed to of permessage-deflate, RFC 7692 § 7.1. Window sizes do not matter to a
/// reader: one that has room for the largest window reads every smaller one.
struct WebSocketDeflate {
    bool negotiated = false;
    bool clientNoContextTakeover = false;
    bool serverNoContextTakeover = false;

    /// From the value of the response's Sec-WebSocket-Extensions field; several fields joined by commas.
    static WebSocketDeflate parse(std::string_view extensions);
    [[nodiscard]] bool noContextTakeover(base::Side side) const
    {
        return side == base::Side::originator ? clientNoContextTakeover : serverNoContextTakeover;
    }
    friend bool operator==(const WebSocketDeflate &, const WebSocketDeflate &) = default;
};

/// Undoes permessage-deflate for the messages of one side (RFC 7692 § 7.2.2).
class WebSocketInflater {
public:
    enum class Outcome : std::uint8_t {
        done,
        damaged, ///< not DEFLATE; what was readable is in the output
        limit, ///< Limits::decodedBytes or decodeRatio; the output is cut there
        contextLost, ///< it refers to an earlier message that could not be read; no output
    };

    WebSocketInflater();
    ~WebSocketInflater();
    WebSocketInflater(WebSocketInflater &&) noexcept;
    WebSocketInflater &operator=(WebSocketInflater &&) noexcept;

    /// Appends the message to @p out. @p whole: nothing is missing of it; otherwise what there is of
    /// its beginning. @p keepContext: messages of this side may refer to earlier ones.
    Outcome inflateMessage(
        base::ByteView compressed, bool whole, bool keepContext, const base::Limits &limits, base::ByteBuffer &out);
    /// A message is missing or was not whole: what refers to it cannot be read.
    void loseContext();

private:
    struct Stream; // hides zlib
    std::unique_ptr<Stream> m_stream; ///< made when the first compressed message comes
    bool m_contextLost = false;
};

} // namespace telltale::http
