// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace telltale::base {

/// Writes one JSON text (RFC 8259) without white space, so that the same values give the same bytes.
/// Strings that are not valid UTF-8 get U+FFFD for each bad octet: the output is always valid.
/// Calls must nest properly; commas are put by the writer.
class JsonWriter {
public:
    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(std::string_view name);
    JsonWriter &string(std::string_view text);
    JsonWriter &number(std::int64_t value);
    JsonWriter &number(std::uint64_t value);
    JsonWriter &number(double value);
    JsonWriter &boolean(bool value);
    JsonWriter &null();

    /// key() and a value in one; an empty string is written as "".
    JsonWriter &member(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter &memberUnsigned(std::string_view name, std::uint64_t value) { return key(name).number(value); }
    /// As member(), but an empty text stands for an absent fact: null.
    JsonWriter &memberOrNull(std::string_view name, std::string_view text);

    /// The text so far; the writer is empty afterwards.
    std::string take();

private:
    void separate();

    std::string m_text;
    bool m_needsComma = false;
};

} // namespace telltale::base
