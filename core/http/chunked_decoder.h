// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "http/http_listener.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::http {

/// Takes the chunked transfer coding off a body (RFC 9112 § 7.1), piece by piece. Lenient where
/// servers are: white space around sizes, bare LF, any extension.
class ChunkedDecoder {
public:
    explicit ChunkedDecoder(const base::Limits &limits)
        : m_limits(&limits)
    {
    }

    enum class Status : std::uint8_t {
        more, ///< all input was used
        data, ///< `body` holds a piece of the body
        ended, ///< the last chunk and the trailers were read
        damaged, ///< not chunks; problem() says why
    };
    struct Step {
        Status status = Status::more;
        base::ByteView body; ///< part of the input
    };

    /// Takes octets off the front of @p input until there is something to say.
    Step read(base::ByteView &input);

    /// Leaps over octets that were not captured. Only inside one chunk's data can that be done.
    bool skip(std::uint64_t size);

    [[nodiscard]] const base::Anomaly &problem() const { return m_problem; }
    /// When damaged: the line that was no chunk size; it may begin the next message.
    [[nodiscard]] const std::string &line() const { return m_line; }
    [[nodiscard]] std::vector<Field> takeTrailers() { return std::move(m_trailers); }
    [[nodiscard]] std::vector<base::Anomaly> takeTrailerAnomalies() { return std::move(m_trailerAnomalies); }

private:
    enum class State : std::uint8_t { size, data, dataEnd, trailers, ended, damaged };

    bool takeLine(base::ByteView &input, std::size_t limit);
    Step readSize();
    Step readLine(base::ByteView &input);
    Step readDataEnd(base::ByteView &input);
    Step readTrailer();
    Step damage(const char *id, const char *why);

    const base::Limits *m_limits;
    State m_state = State::size;
    std::uint64_t m_left = 0;
    std::string m_line;
    std::string m_trailerLines;
    std::vector<Field> m_trailers;
    std::vector<base::Anomaly> m_trailerAnomalies;
    base::Anomaly m_problem;
};

} // namespace telltale::http
