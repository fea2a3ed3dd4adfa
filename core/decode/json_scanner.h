// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace telltale::decode {

enum class JsonToken : std::uint8_t {
    beginObject,
    endObject,
    beginArray,
    endArray,
    key,
    string,
    number,
    literal,
    end, ///< one JSON text was read whole, only white space followed
    error, ///< not JSON from failedAt() on
};

/// Reads one JSON text (RFC 8259) token by token, in one pass, without recursion and without copying.
/// Strict in its grammar; octets above 0x7f in strings are taken as they are, since senders exist
/// that do not keep to UTF-8. A byte order mark in front is skipped (§ 8.1 allows that).
class JsonScanner {
public:
    enum class Mode : std::uint8_t {
        wholeText, ///< only white space may follow the value
        firstValue, ///< stops behind the first value: JSON texts in a row
    };

    explicit JsonScanner(std::string_view text, Mode mode = Mode::wholeText);

    /// The next token; after end or error always the same one again.
    JsonToken next();

    /// Range of the last token in the text; for strings and keys that between the quotes.
    [[nodiscard]] std::size_t from() const { return m_from; }
    [[nodiscard]] std::size_t to() const { return m_to; }
    /// The last string or key has escapes: its octets are not those of the text.
    [[nodiscard]] bool escaped() const { return m_escaped; }

    [[nodiscard]] std::size_t position() const { return m_at; } ///< behind the last token
    [[nodiscard]] std::size_t failedAt() const { return m_at; }
    /// The error is that the text ends too early.
    [[nodiscard]] bool cutOff() const { return m_at >= m_text.size(); }

private:
    enum class Expect : std::uint8_t { value, valueOrEnd, keyOrEnd, key, commaOrEnd, nothing };

    JsonToken value(bool mayEnd);
    JsonToken open(bool object);
    JsonToken close();
    JsonToken keyToken(bool mayEnd);
    JsonToken fail();
    bool readString();
    JsonToken number();
    JsonToken literal(std::string_view word);
    JsonToken finished(JsonToken token);
    bool digits();
    void skipSpace();
    [[nodiscard]] int peek() const;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_from = 0;
    std::size_t m_to = 0;
    std::vector<bool> m_open; ///< containers around the position; true for objects
    Mode m_mode;
    Expect m_expect = Expect::value;
    bool m_escaped = false;
    bool m_failed = false;
};

/// True for one whole JSON text.
bool isJson(std::string_view text);

} // namespace telltale::decode
