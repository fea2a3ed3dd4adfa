// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/websocket_parser.h"

#include <algorithm>
#include <utility>

namespace telltale::http {

namespace {

constexpr std::uint8_t finBit = 0x80;
constexpr std::uint8_t compressedBit = 0x40; // RSV1, RFC 7692 § 6
constexpr std::uint8_t reservedBits = 0x30;
constexpr std::uint8_t maskBit = 0x80;

bool isControl(std::uint8_t opcode)
{
    return opcode >= 8;
}

bool isReserved(std::uint8_t opcode)
{
    return (opcode > 2 && opcode < 8) || opcode > 10;
}

std::size_t lengthOctets(std::uint8_t second)
{
    const int length = second & 0x7f;
    return length == 126 ? 2 : length == 127 ? 8 : 0;
}

/// Size of a frame's header, from its first two octets.
std::size_t headerSize(std::uint8_t second)
{
    return 2 + lengthOctets(second) + ((second & maskBit) ? 4 : 0);
}

/// Of a whole header.
std::uint64_t payloadSize(base::ByteView header)
{
    const std::size_t octets = lengthOctets(header[1]);
    if (octets == 0)
        return header[1] & 0x7fU;
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < octets; ++i)
        size = size << 8 | header[2 + i];
    return size;
}

/// After a loss: a packet that consists of whole, regular frames is taken for a new start.
bool isWholeFrames(base::Side side, base::ByteView bytes)
{
    const bool masked = side == base::Side::originator;
    while (bytes.size() >= 2) {
        const std::size_t header = headerSize(bytes[1]);
        if ((bytes[0] & reservedBits) || isReserved(bytes[0] & 15) || ((bytes[1] & maskBit) != 0) != masked
            || bytes.size() < header)
            return false;
        const std::uint64_t payload = payloadSize(bytes);
        if (payload > bytes.size() - header)
            return false;
        bytes = bytes.subspan(header + static_cast<std::size_t>(payload));
        if (bytes.empty())
            return true;
    }
    return false;
}

} // namespace

void WebSocketParser::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    Direction &from = direction(side);
    if (from.ended || (from.lost && !isWholeFrames(side, bytes)))
        return;
    from.lost = false;
    while (!bytes.empty() && !from.lost) {
        if (from.inPayload)
            takePayload(side, bytes, origin);
        else
            takeHeader(side, bytes, origin);
    }
}

void WebSocketParser::takeHeader(base::Side side, base::ByteView &bytes, base::Origin origin)
{
    Direction &from = direction(side);
    if (from.headerSize == 0)
        from.headerOrigin = origin;
    const auto wanted = [&] { return from.headerSize < 2 ? 2 : headerSize(from.header[1]); };
    while (from.headerSize < wanted() && !bytes.empty()) {
        from.header[from.headerSize++] = bytes[0];
        bytes = bytes.subspan(1);
    }
    if (from.headerSize == wanted())
        beginFrame(side, origin);
}

void WebSocketParser::beginFrame(base::Side side, base::Origin origin)
{
    Direction &from = direction(side);
    const base::ByteView header = base::ByteView(from.header).first(from.headerSize);
    from.headerSize = 0;
    from.opcode = header[0] & 15;
    from.final = (header[0] & finBit) != 0;
    from.payloadLeft = payloadSize(header);
    from.payloadAt = 0;
    from.mask.reset();
    if (header[1] & maskBit) {
        from.mask.emplace();
        std::copy_n(header.end() - 4, 4, from.mask->begin());
    }
    if (from.mask.has_value() != (side == base::Side::originator) && !std::exchange(from.maskingTold, true))
        report("websocket.masking", "Clients mask their frames and servers do not; this side does otherwise.", origin);
    if (header[0] & reservedBits)
        report("websocket.reserved_bits", "A frame uses bits no known extension uses.", origin);
    if (isReserved(from.opcode))
        report("websocket.reserved_opcode", "A frame has an opcode that means nothing yet.", origin);
    if (from.payloadLeft >> 63) {
        report("websocket.frame_length", "A frame is longer than frames can be.", origin);
        lose(side, origin);
        return;
    }
    if (isControl(from.opcode)) {
        if (!from.final || from.payloadLeft > 125)
            report("websocket.control_frame", "A control frame is fragmented or longer than 125 octets.", origin);
        from.control = {};
        from.control.open = true;
        from.control.facts.opcode = static_cast<WebSocketOpcode>(from.opcode);
        from.control.facts.first = from.headerOrigin;
    } else {
        beginDataFrame(side, (header[0] & compressedBit) != 0, origin);
    }
    from.inPayload = true;
    if (from.payloadLeft == 0)
        finishFrame(side, origin);
}

void WebSocketParser::beginDataFrame(base::Side side, bool compressed, base::Origin origin)
{
    Direction &from = direction(side);
    const bool continues = from.opcode == 0;
    if (continues && from.data.open) {
        ++from.data.facts.frames;
        return;
    }
    if (continues || from.data.open)
        report("websocket.fragmentation", "A fragment has no beginning, or a message no end.", origin);
    if (from.data.open) {
        from.data.facts.complete = false;
        hand(side, from.data, origin);
    }
    if (compressed && !m_deflate.negotiated)
        report("websocket.reserved_bits", "A message is compressed although nobody agreed to that.", origin);
    from.data.open = true;
    from.data.facts.opcode = static_cast<WebSocketOpcode>(from.opcode);
    from.data.facts.compressed = compressed;
    from.data.facts.complete = !continues;
    from.data.facts.first = from.headerOrigin;
}

WebSocketParser::Pending &WebSocketParser::current(Direction &from)
{
    return isControl(from.opcode) ? from.control : from.data;
}

void WebSocketParser::takePayload(base::Side side, base::ByteView &bytes, base::Origin origin)
{
    Direction &from = direction(side);
    Pending &into = current(from);
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(from.payloadLeft, bytes.size()));
    const std::size_t room = m_limits.decodedBytes - std::min(m_limits.decodedBytes, into.payload.size());
    const std::size_t kept = into.broken ? 0 : std::min(taken, room);
    const std::size_t before = into.payload.size();
    into.payload.insert(into.payload.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(kept));
    for (std::size_t i = 0; from.mask && i < kept; ++i)
        into.payload[before + i] ^= (*from.mask)[(from.payloadAt + i) % 4];
    if (kept < taken && into.facts.complete) {
        into.facts.complete = false;
        report("websocket.message_limit", "A message is longer than is kept; its end was left out.", origin);
    }
    into.facts.wireSize += taken;
    from.payloadAt += taken;
    from.payloadLeft -= taken;
    bytes = bytes.subspan(taken);
    if (from.payloadLeft == 0)
        finishFrame(side, origin);
}

void WebSocketParser::finishFrame(base::Side side, base::Origin origin)
{
    Direction &from = direction(side);
    from.inPayload = false;
    if (isControl(from.opcode))
        hand(side, from.control, origin);
    else if (from.final)
        hand(side, from.data, origin);
}

void WebSocketParser::hand(base::Side side, Pending &pending, base::Origin origin)
{
    base::ByteBuffer opened;
    pending.facts.payload = pending.payload;
    if (pending.facts.compressed)
        decompress(side, pending, opened, origin);
    m_listener.message(side, pending.facts, origin);
    pending = {};
}

void WebSocketParser::decompress(base::Side side, Pending &pending, base::ByteBuffer &opened, base::Origin origin)
{
    using Outcome = WebSocketInflater::Outcome;
    Direction &from = direction(side);
    WebSocketMessage &facts = pending.facts;
    const bool keepContext = !m_deflate.noContextTakeover(side);
    // Without its beginning a message cannot be inflated; without its end, as far as it goes.
    const bool beginsHere = facts.opcode != WebSocketOpcode::continuation;
    const Outcome outcome = beginsHere
        ? from.inflater.inflateMessage(pending.payload, facts.complete, keepContext, m_limits, opened)
        : Outcome::contextLost;
    if (!beginsHere)
        from.inflater.loseContext();
    if (outcome == Outcome::limit)
        report("websocket.message_limit", "A message grows beyond the limit when it is decompressed.", origin);
    else if (outcome != Outcome::done)
        report("websocket.inflate", "A compressed message could not be opened.", origin);
    facts.complete = facts.complete && outcome == Outcome::done;
    facts.decompressed = outcome == Outcome::done || !opened.empty();
    if (facts.decompressed)
        facts.payload = opened;
}

void WebSocketParser::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    Direction &from = direction(side);
    if (from.ended || from.lost)
        return;
    if (size == 0 || !from.inPayload || size > from.payloadLeft) {
        lose(side, origin);
        return;
    }
    Pending &into = current(from);
    into.broken = into.facts.compressed;
    into.facts.complete = false;
    into.facts.wireSize += size;
    from.payloadAt += size;
    from.payloadLeft -= size;
    if (from.payloadLeft == 0)
        finishFrame(side, origin);
}

/// Where the next frame begins is not known: hands over what there is.
void WebSocketParser::lose(base::Side side, base::Origin origin)
{
    Direction &from = direction(side);
    report("websocket.lost", "Octets are missing; the next frames cannot be found.", origin);
    for (Pending *pending : {&from.data, &from.control}) {
        if (!pending->open)
            continue;
        pending->facts.complete = false;
        hand(side, *pending, origin);
    }
    from.inflater.loseContext();
    from.headerSize = 0;
    from.inPayload = false;
    from.lost = true;
}

void WebSocketParser::end(base::Side side, reassembly::StreamEnd, base::Origin origin)
{
    Direction &from = direction(side);
    if (from.ended)
        return;
    if (from.inPayload || from.headerSize > 0 || from.data.open)
        report("websocket.cut", "The connection ended within a message.", origin);
    for (Pending *pending : {&from.data, &from.control}) {
        if (!pending->open)
            continue;
        pending->facts.complete = false;
        hand(side, *pending, origin);
    }
    from.ended = true;
}

void WebSocketParser::report(const char *id, const char *detail, base::Origin origin)
{
    m_listener.anomaly({id, detail}, origin);
}

} // namespace telltale::http
