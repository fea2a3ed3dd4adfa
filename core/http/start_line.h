// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "http/http_listener.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace telltale::http {

/// Does a stream of bytes begin with this protocol?
enum class Likeness : std::uint8_t { no, yes, needMore };

/// Octets at the front of a side of a connection: do they begin an HTTP/1 request, that is
/// (after empty lines, RFC 9112 § 2.2) a method token of at most 32 characters, white space, a target
/// and HTTP/1.x? needMore until the version or the line's end is there, at most 64 KiB.
Likeness looksLikeHttp1Request(base::ByteView bytes);
/// The same for a status line: HTTP/1.x and three digits.
Likeness looksLikeHttp1Response(base::ByteView bytes);

struct RequestLine {
    std::string_view method;
    std::string_view target; ///< may hold spaces: some clients forget to encode them
    Version version = Version::http11;
};

struct StatusLine {
    Version version = Version::http11;
    std::uint16_t status = 0;
};

/// Reads a whole line without its line end; nothing for anything that is not such a line.
std::optional<RequestLine> parseRequestLine(std::string_view line);
std::optional<StatusLine> parseStatusLine(std::string_view line);

/// Finds a start line at the end of a line of unknown octets: the end of a lost body and the next
/// message often share one. Returns where it begins; npos when there is none.
std::size_t findRequestLine(std::string_view line);
std::size_t findStatusLine(std::string_view line);

/// RFC 9110 § 5.6.2 tchar.
bool isTokenCharacter(char c);

} // namespace telltale::http
