// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace telltale::decode {

enum class XmlToken : std::uint8_t {
    open, ///< "<name"; attributes follow
    attribute, ///< name and value
    close, ///< "</name>" or the end of an empty element
    text, ///< character data that is not white space alone, without the white space around it
    literal, ///< a CDATA section: no references inside
    end, ///< the document element is closed, and nothing but white space and comments followed
    error,
};

/// Reads an XML document (XML 1.0) token by token, without recursion, without copying and without
/// defining anything: a document type declaration is passed over. Stricter than HTML and looser than
/// the standard in what names may hold. Elements must be closed in their order.
class XmlScanner {
public:
    explicit XmlScanner(std::string_view text);

    /// The next token; after end or error always the same one again.
    XmlToken next();

    [[nodiscard]] std::string_view name() const { return m_name; } ///< of open, close and attribute
    [[nodiscard]] base::ByteRange range() const { return m_range; } ///< of a value or text
    [[nodiscard]] std::size_t position() const { return m_at; } ///< behind the token
    [[nodiscard]] std::size_t tokenFrom() const { return m_from; } ///< where it begins
    [[nodiscard]] bool cutOff() const { return m_cutOff; } ///< the error is that the text ends early

private:
    XmlToken content();
    XmlToken openTag();
    XmlToken closeTag();
    XmlToken inTag();
    XmlToken fail(bool cutOff = false);
    bool skipTo(std::string_view end);
    bool skipDeclaration();
    void skipSpace();
    std::string_view readName();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_from = 0;
    std::vector<std::string_view> m_open;
    std::string_view m_name;
    base::ByteRange m_range;
    bool m_inTag = false;
    bool m_rootSeen = false;
    bool m_failed = false;
    bool m_cutOff = false;
};

} // namespace telltale::decode
