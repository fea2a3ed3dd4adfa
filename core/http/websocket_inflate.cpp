// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/websocket_inflate.h"

#include <algorithm>
#include <array>
#include <limits>

#include <zlib.h>

namespace telltale::http {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// Takes the next part up to @p separator off the front.
std::string_view nextPart(std::string_view &text, char separator)
{
    const auto end = text.find(separator);
    const std::string_view part = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return part;
}

/// Octets inflated at a time.
constexpr std::size_t step = 32U << 10;
/// RFC 7692 § 7.2.2: the sender removed these octets from the end.
constexpr std::array<std::uint8_t, 4> tail{0x00, 0x00, 0xff, 0xff};

} // namespace

WebSocketDeflate WebSocketDeflate::parse(std::string_view extensions)
{
    WebSocketDeflate result;
    while (!extensions.empty()) {
        std::string_view extension = nextPart(extensions, ',');
        if (nextPart(extension, ';') != "permessage-deflate")
            continue;
        result.negotiated = true;
        while (!extension.empty()) {
            const std::string_view parameter = nextPart(extension, ';');
            result.clientNoContextTakeover |= parameter == "client_no_context_takeover";
            result.serverNoContextTakeover |= parameter == "server_no_context_takeover";
        }
        break;
    }
    return result;
}

struct WebSocketInflater::Stream {
    Stream() { ready = inflateInit2(&z, -MAX_WBITS) == Z_OK; }
    ~Stream()
    {
        if (ready)
            inflateEnd(&z);
    }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    /// A block marked as the last one ended (RFC 7692 § 7.2.3.4): more may follow, and may refer back.
    bool goOnAfterFinalBlock()
    {
        std::array<Bytef, 32768> window;
        uInt size = 0;
        if (inflateGetDictionary(&z, window.data(), &size) != Z_OK || inflateReset(&z) != Z_OK)
            return false;
        return inflateSetDictionary(&z, window.data(), size) == Z_OK;
    }

    Outcome feed(base::ByteView input, std::size_t most, base::ByteBuffer &out);

    z_stream z{};
    bool ready = false;
};

WebSocketInflater::Outcome WebSocketInflater::Stream::feed(
    base::ByteView input, std::size_t most, base::ByteBuffer &out)
{
    // zlib's interface is older than const; it does not write to its input.
    z.next_in = const_cast<Bytef *>(input.data());
    z.avail_in = static_cast<uInt>(input.size());
    std::array<Bytef, step> piece;
    for (;;) {
        // One octet more than allowed, so that reaching the limit and passing it are told apart.
        const std::size_t room = std::min(step, most + 1 - out.size());
        z.next_out = piece.data();
        z.avail_out = static_cast<uInt>(room);
        const int code = inflate(&z, Z_SYNC_FLUSH);
        const bool full = z.avail_out == 0;
        out.insert(out.end(), piece.begin(), piece.end() - static_cast<std::ptrdiff_t>(step - room + z.avail_out));
        if (out.size() > most) {
            out.resize(most);
            return Outcome::limit;
        }
        if (code == Z_STREAM_END) {
            if (!goOnAfterFinalBlock())
                return Outcome::damaged;
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            return Outcome::damaged;
        }
        if (z.avail_in == 0 && !full)
            return Outcome::done;
        if (code == Z_BUF_ERROR && !full)
            return Outcome::damaged;
    }
}

WebSocketInflater::WebSocketInflater() = default;
WebSocketInflater::~WebSocketInflater() = default;
WebSocketInflater::WebSocketInflater(WebSocketInflater &&) noexcept = default;
WebSocketInflater &WebSocketInflater::operator=(WebSocketInflater &&) noexcept = default;

WebSocketInflater::Outcome WebSocketInflater::inflateMessage(
    base::ByteView compressed, bool whole, bool keepContext, const base::Limits &limits, base::ByteBuffer &out)
{
    if (m_contextLost && keepContext)
        return Outcome::contextLost;
    if (!m_stream)
        m_stream = std::make_unique<Stream>();
    if (!m_stream->ready || compressed.size() > std::numeric_limits<uInt>::max())
        return Outcome::damaged;
    const std::size_t byRatio = std::max<std::size_t>(compressed.size(), 64) * limits.decodeRatio;
    const std::size_t most = out.size() + std::min(limits.decodedBytes, byRatio);
    Outcome outcome = m_stream->feed(compressed, most, out);
    if (outcome == Outcome::done && whole)
        outcome = m_stream->feed(tail, most, out);
    if (outcome != Outcome::done || !whole)
        m_contextLost = true;
    if (!keepContext) {
        inflateReset(&m_stream->z);
        m_contextLost = false;
    }
    return outcome;
}

void WebSocketInflater::loseContext()
{
    m_contextLost = true;
}

} // namespace telltale::http
