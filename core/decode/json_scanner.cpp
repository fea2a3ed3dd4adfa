// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/json_scanner.h"

#include "decode/percent_text.h"

#include <array>

namespace telltale::decode {

namespace {

/// Octets that may stand in a string as they are; all others end it, escape, or are wrong.
constexpr std::array<bool, 256> makePlain()
{
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 256; ++c)
        plain[c] = c != '"' && c != '\\';
    return plain;
}
constexpr std::array<bool, 256> plainInString = makePlain();

} // namespace

JsonScanner::JsonScanner(std::string_view text, Mode mode)
    : m_text(text)
    , m_mode(mode)
{
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_at = 3;
}

int JsonScanner::peek() const
{
    return m_at < m_text.size() ? static_cast<unsigned char>(m_text[m_at]) : -1;
}

void JsonScanner::skipSpace()
{
    while (m_at < m_text.size()
        && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
        ++m_at;
}

JsonToken JsonScanner::fail()
{
    m_failed = true;
    return JsonToken::error;
}

JsonToken JsonScanner::next()
{
    if (m_failed)
        return JsonToken::error;
    if (m_expect == Expect::nothing && m_mode == Mode::firstValue)
        return JsonToken::end;
    skipSpace();
    switch (m_expect) {
    case Expect::value:
        return value(false);
    case Expect::valueOrEnd:
        return value(true);
    case Expect::key:
        return keyToken(false);
    case Expect::keyOrEnd:
        return keyToken(true);
    case Expect::commaOrEnd:
        if (peek() != ',')
            return close();
        ++m_at;
        skipSpace();
        return m_open.back() ? keyToken(false) : value(false);
    case Expect::nothing:
        break;
    }
    return m_at == m_text.size() ? JsonToken::end : fail();
}

JsonToken JsonScanner::value(bool mayEnd)
{
    m_from = m_at;
    switch (peek()) {
    case '{':
        return open(true);
    case '[':
        return open(false);
    case '"':
        return readString() ? finished(JsonToken::string) : fail();
    case 't':
        return literal("true");
    case 'f':
        return literal("false");
    case 'n':
        return literal("null");
    case ']':
        return mayEnd ? close() : fail();
    default:
        return number();
    }
}

JsonToken JsonScanner::open(bool object)
{
    m_open.push_back(object);
    m_to = ++m_at;
    m_expect = object ? Expect::keyOrEnd : Expect::valueOrEnd;
    return object ? JsonToken::beginObject : JsonToken::beginArray;
}

JsonToken JsonScanner::close()
{
    const bool object = m_open.back();
    if (peek() != (object ? '}' : ']'))
        return fail();
    m_from = m_at;
    ++m_at;
    m_open.pop_back();
    m_to = m_at;
    return finished(object ? JsonToken::endObject : JsonToken::endArray);
}

JsonToken JsonScanner::finished(JsonToken token)
{
    m_expect = m_open.empty() ? Expect::nothing : Expect::commaOrEnd;
    return token;
}

JsonToken JsonScanner::keyToken(bool mayEnd)
{
    if (mayEnd && peek() == '}')
        return close();
    if (peek() != '"' || !readString())
        return fail();
    skipSpace();
    if (peek() != ':')
        return fail();
    ++m_at;
    m_expect = Expect::value;
    return JsonToken::key;
}

bool JsonScanner::readString()
{
    m_escaped = false;
    m_from = ++m_at;
    for (;;) {
        while (m_at < m_text.size() && plainInString[static_cast<unsigned char>(m_text[m_at])])
            ++m_at;
        if (peek() == '"')
            break;
        if (peek() != '\\')
            return false;
        m_escaped = true;
        ++m_at;
        const int escape = peek();
        if (escape == -1 || std::string_view("\"\\/bfnrtu").find(static_cast<char>(escape)) == std::string_view::npos)
            return false;
        ++m_at;
        for (int i = 0; escape == 'u' && i < 4; ++i, ++m_at) {
            if (peek() == -1 || hexDigit(m_text[m_at]) < 0)
                return false;
        }
    }
    m_to = m_at++;
    return true;
}

bool JsonScanner::digits()
{
    const std::size_t before = m_at;
    while (peek() >= '0' && peek() <= '9')
        ++m_at;
    return m_at != before;
}

JsonToken JsonScanner::number()
{
    m_from = m_at;
    if (peek() == '-')
        ++m_at;
    if (peek() == '0')
        ++m_at;
    else if (!digits())
        return fail();
    if (peek() == '.') {
        ++m_at;
        if (!digits())
            return fail();
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!digits())
            return fail();
    }
    m_to = m_at;
    return finished(JsonToken::number);
}

JsonToken JsonScanner::literal(std::string_view word)
{
    const std::string_view rest = m_text.substr(m_at);
    if (!rest.starts_with(word)) {
        if (word.starts_with(rest))
            m_at = m_text.size();
        return fail();
    }
    m_at += word.size();
    m_to = m_at;
    return finished(JsonToken::literal);
}

bool isJson(std::string_view text)
{
    JsonScanner scanner(text);
    for (;;) {
        const JsonToken token = scanner.next();
        if (token == JsonToken::end)
            return true;
        if (token == JsonToken::error)
            return false;
    }
}

} // namespace telltale::decode
