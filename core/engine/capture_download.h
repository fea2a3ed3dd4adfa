// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "http/http1_reader.h"

#include <string>

namespace telltale::engine {

/// What PCAPdroid's HTTP server says to one GET: where the capture is (302), or the capture as the answer's body, which
/// is chunked and of type application/vnd.tcpdump.pcap or application/x-pcapng. Octets in, octets of the capture out;
/// total. Anything else is refused with a sentence.
class CaptureDownload final : private http::Http1ReaderEvents {
public:
    enum class State : std::uint8_t {
        waiting,
        redirected,
        capture, ///< under way
        ended, ///< with the capture's end, or the connection's
        refused,
    };

    /// @param authority  the server as the request named it, "192.168.1.7:8080": a redirection leads nowhere else
    CaptureDownload(std::string authority, const base::Limits &limits);
    CaptureDownload(const CaptureDownload &) = delete; // the reader knows this one
    CaptureDownload &operator=(const CaptureDownload &) = delete;

    /// The request for @p path of that server.
    static std::string request(const std::string &authority, const std::string &path);

    /// What of the capture came with these octets.
    base::ByteBuffer take(base::ByteView octets);
    /// The connection ended.
    void end();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::string &path() const { return m_text; } ///< redirected: where to
    [[nodiscard]] const std::string &problem() const { return m_text; } ///< refused: why

private:
    http::HeadVerdict head(base::Side side, http::MessageHead &&head, bool whole, base::Origin origin) override;
    void body(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void bodyGap(base::Side, std::uint64_t, base::Origin) override { }
    void end(base::Side side, const std::vector<http::Field> &trailers, bool complete, base::Origin origin) override;
    void lost(base::Side side) override;
    bool turnsOutAs(base::Side, http::MessageKind) override { return false; }
    void anomaly(const base::Anomaly &anomaly, base::Origin origin) override;

    void redirect(std::string_view location);
    void refuse(const std::string &why);

    std::string m_authority;
    base::Limits m_limits;
    http::Http1Reader m_reader;
    State m_state = State::waiting;
    std::string m_text;
    base::ByteBuffer m_octets;
};

} // namespace telltale::engine
