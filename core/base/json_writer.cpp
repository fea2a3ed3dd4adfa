// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_writer.h"

#include "base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace telltale::base {

namespace {

void appendEscaped(std::string &out, unsigned char c)
{
    static constexpr char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    if (c < 0x20 || c == 0x7f) {
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
        return;
    }
    out += static_cast<char>(c);
}

} // namespace

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_text += '{';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_text += '}';
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_text += '[';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_text += ']';
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    string(name);
    m_text += ':';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::string(std::string_view text)
{
    separate();
    m_text += '"';
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x80) {
            appendEscaped(m_text, c);
            ++at;
            continue;
        }
        const std::size_t length = utf8SequenceLength(text.substr(at));
        if (length == 0) {
            m_text += "\xEF\xBF\xBD";
            ++at;
        } else {
            m_text += text.substr(at, length);
            at += length;
        }
    }
    m_text += '"';
    return *this;
}

JsonWriter &JsonWriter::number(std::int64_t value)
{
    separate();
    m_text += std::to_string(value);
    return *this;
}

JsonWriter &JsonWriter::number(std::uint64_t value)
{
    separate();
    m_text += std::to_string(value);
    return *this;
}

JsonWriter &JsonWriter::number(double value)
{
    if (!std::isfinite(value))
        return null();
    separate();
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    m_text.append(text.data(), end.ptr);
    return *this;
}

JsonWriter &JsonWriter::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
    return *this;
}

JsonWriter &JsonWriter::null()
{
    separate();
    m_text += "null";
    return *this;
}

JsonWriter &JsonWriter::memberOrNull(std::string_view name, std::string_view text)
{
    key(name);
    return text.empty() ? null() : string(text);
}

std::string JsonWriter::take()
{
    m_needsComma = false;
    return std::exchange(m_text, {});
}

} // namespace telltale::base
