// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/xml_scanner.h"

#include <algorithm>

namespace telltale::decode {

namespace {

constexpr std::string_view space = " \t\r\n";
constexpr std::size_t deepest = 256;

bool isNameStart(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || octet >= 0x80;
}

bool isNamePart(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

} // namespace

XmlScanner::XmlScanner(std::string_view text)
    : m_text(text)
    , m_at(text.starts_with("\xef\xbb\xbf") ? 3 : 0)
{
}

XmlToken XmlScanner::next()
{
    if (m_failed)
        return XmlToken::error;
    m_from = m_at;
    return m_inTag ? inTag() : content();
}

XmlToken XmlScanner::fail(bool cutOff)
{
    m_failed = true;
    m_cutOff = cutOff || m_at >= m_text.size();
    return XmlToken::error;
}

void XmlScanner::skipSpace()
{
    m_at = std::min(m_text.find_first_not_of(space, m_at), m_text.size());
}

bool XmlScanner::skipTo(std::string_view end)
{
    const std::size_t found = m_text.find(end, m_at);
    m_at = found == std::string_view::npos ? m_text.size() : found + end.size();
    return found != std::string_view::npos;
}

std::string_view XmlScanner::readName()
{
    const std::size_t from = m_at;
    if (m_at < m_text.size() && isNameStart(m_text[m_at])) {
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
    }
    return m_text.substr(from, m_at - from);
}

/// "<!DOCTYPE … [ … ]>"
bool XmlScanner::skipDeclaration()
{
    const std::size_t end = m_text.find('>', m_at);
    const std::size_t subset = m_text.find('[', m_at);
    return subset < end ? skipTo("]") && skipTo(">") : skipTo(">");
}

XmlToken XmlScanner::content()
{
    for (;;) {
        skipSpace();
        m_from = m_at;
        if (m_at >= m_text.size())
            return m_rootSeen && m_open.empty() ? XmlToken::end : fail(true);
        const std::string_view rest = m_text.substr(m_at);
        if (!rest.starts_with('<'))
            break;
        if (rest.starts_with("<!--") || rest.starts_with("<?") || rest.starts_with("<!DOCTYPE")) {
            const bool skipped = rest[1] == '?' ? skipTo("?>") : rest[2] == '-' ? skipTo("-->") : skipDeclaration();
            if (!skipped)
                return fail(true);
            continue;
        }
        if (rest.starts_with("<![CDATA[") && !m_open.empty()) {
            m_at += 9;
            const std::size_t from = m_at;
            if (!skipTo("]]>"))
                return fail(true);
            m_range = {from, m_at - 3};
            return XmlToken::literal;
        }
        return rest.starts_with("</") ? closeTag() : openTag();
    }
    if (m_open.empty())
        return fail();
    const std::size_t end = std::min(m_text.find('<', m_at), m_text.size());
    m_range = {m_at, m_text.find_last_not_of(space, end - 1) + 1};
    m_at = end;
    return XmlToken::text;
}

XmlToken XmlScanner::openTag()
{
    if (m_rootSeen && m_open.empty())
        return fail();
    ++m_at;
    m_name = readName();
    if (m_name.empty() || m_open.size() >= deepest)
        return fail();
    m_open.push_back(m_name);
    m_rootSeen = true;
    m_inTag = true;
    return XmlToken::open;
}

XmlToken XmlScanner::closeTag()
{
    m_at += 2;
    m_name = readName();
    skipSpace();
    if (m_open.empty() || m_name != m_open.back() || m_at >= m_text.size() || m_text[m_at] != '>')
        return fail();
    ++m_at;
    m_open.pop_back();
    return XmlToken::close;
}

XmlToken XmlScanner::inTag()
{
    skipSpace();
    const std::string_view rest = m_text.substr(m_at);
    if (rest.starts_with("/>")) {
        m_at += 2;
        m_inTag = false;
        m_name = m_open.back();
        m_open.pop_back();
        return XmlToken::close;
    }
    if (rest.starts_with('>')) {
        ++m_at;
        m_inTag = false;
        m_from = m_at;
        return content();
    }
    m_name = readName();
    skipSpace();
    if (m_name.empty() || m_at >= m_text.size() || m_text[m_at] != '=')
        return fail();
    ++m_at;
    skipSpace();
    if (m_at >= m_text.size() || (m_text[m_at] != '"' && m_text[m_at] != '\''))
        return fail();
    const char quote = m_text[m_at];
    const std::size_t from = ++m_at;
    if (!skipTo(std::string_view(&quote, 1)))
        return fail(true);
    m_range = {from, m_at - 1};
    return XmlToken::attribute;
}

} // namespace telltale::decode
