// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/origin.h"
#include "http/body_framing.h"
#include "http/chunked_decoder.h"
#include "http/http_listener.h"
#include "reassembly/stream_sink.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telltale::http {

enum class MessageKind : std::uint8_t { request, response };

/// The head of either kind of message.
struct MessageHead {
    MessageKind kind = MessageKind::request;
    Version version = Version::http11;
    std::string method; ///< requests
    std::string target; ///< requests
    std::uint16_t status = 0; ///< responses
    std::vector<Field> fields;
};

/// What follows a head.
struct HeadVerdict {
    BodyFraming framing;
    bool interim = false; ///< no body and no end: the real message is still to come (1xx)
    bool stopNow = false; ///< the rest of the stream is no HTTP/1; no end is told
    bool stopAfter = false; ///< read no further than this message's end until resume()
};

/// Receives what an Http1Reader finds. Per message: head, body and bodyGap, end (unless interim).
class Http1ReaderEvents {
public:
    virtual ~Http1ReaderEvents() = default;
    /// whole is false where the head broke off; end(complete = false) follows then.
    virtual HeadVerdict head(base::Side side, MessageHead &&head, bool whole, base::Origin origin) = 0;
    virtual void body(base::Side side, base::ByteView bytes, base::Origin origin) = 0;
    virtual void bodyGap(base::Side side, std::uint64_t size, base::Origin origin) = 0;
    virtual void end(base::Side side, const std::vector<Field> &trailers, bool complete, base::Origin origin) = 0;
    /// Any number of messages of this side may be missing from here to the next head.
    virtual void lost(base::Side side) = 0;
    /// May this side turn out to send the other kind? Asked before its first message only.
    virtual bool turnsOutAs(base::Side side, MessageKind kind) = 0;
    virtual void anomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Cuts one side of an HTTP/1 connection into messages (RFC 9112). After a hole or garbage it goes on
/// at the next start line. What it tells does not depend on how the stream was cut into pieces.
class Http1Reader {
public:
    Http1Reader(base::Side side, MessageKind kind, const base::Limits &limits, Http1ReaderEvents &events);

    /// Returns what it did not read: empty unless stopped().
    base::ByteView read(base::ByteView bytes, base::Origin origin);
    void gap(std::uint64_t size, base::Origin origin);
    void end(reassembly::StreamEnd how, base::Origin origin);

    [[nodiscard]] bool stopped() const { return m_state == State::stopped; }
    void resume();
    void setKind(MessageKind kind) { m_kind = kind; }

private:
    enum class State : std::uint8_t { startLine, head, length, chunked, untilEnd, resync, stopped };

    void readLine(base::ByteView &input, base::Origin origin);
    void handleLine(base::Origin origin);
    void handleStartLine(base::Origin origin);
    void handleHeadLine(base::Origin origin);
    void resyncLine();
    void lineTooLong(base::Origin origin);
    void readLength(base::ByteView &input, base::Origin origin);
    void readChunked(base::ByteView &input, base::Origin origin);
    void beginHead(std::string_view startLine);
    void finishHead(bool whole, base::Origin origin);
    void beginBody(const HeadVerdict &verdict, base::Origin origin);
    void endMessage(const std::vector<Field> &trailers, bool complete, base::Origin origin);
    void resynchronise();
    void lengthGap(std::uint64_t size, base::Origin origin);

    base::Side m_side;
    MessageKind m_kind;
    const base::Limits *m_limits;
    std::size_t m_lineLimit;
    Http1ReaderEvents *m_events;
    State m_state = State::startLine;
    bool m_stopAfter = false;
    bool m_overLimit = false; ///< lines of this head were left out
    bool m_skipLine = false; ///< the rest of an overlong line is dropped
    std::string m_line; ///< the line being read, never above limits.headerBytes
    std::string m_startLine;
    std::string m_fieldLines;
    std::uint64_t m_left = 0; ///< octets of a body of known length still to come
    std::optional<ChunkedDecoder> m_chunks;
};

} // namespace telltale::http
