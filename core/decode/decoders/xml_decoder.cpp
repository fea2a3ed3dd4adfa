// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/xml_decoder.h"

#include "decode/content_shape.h"
#include "decode/tree_growth.h"
#include "decode/xml_scanner.h"
#include "decode/xml_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace telltale::decode {

namespace {

enum class Shape : std::uint8_t { none, whole, cutOff };

/// The name of the document element and whether all of the document can be read.
struct Document {
    Shape shape = Shape::none;
    std::string_view root;
};

Document documentOf(std::string_view text)
{
    XmlScanner scanner(text);
    if (scanner.next() != XmlToken::open)
        return {};
    Document document{Shape::none, scanner.name()};
    constexpr std::array<std::string_view, 3> others{"html", "HTML", "svg"};
    if (std::find(others.begin(), others.end(), document.root) != others.end())
        return {};
    std::size_t values = 0;
    for (XmlToken token = scanner.next();; token = scanner.next()) {
        if (token == XmlToken::end)
            document.shape = values > 0 ? Shape::whole : Shape::none;
        else if (token == XmlToken::error)
            document.shape = scanner.cutOff() && values > 0 && text.find("<?xml") < 4 ? Shape::cutOff : Shape::none;
        values += token == XmlToken::text || token == XmlToken::attribute || token == XmlToken::literal ? 1 : 0;
        if (token == XmlToken::end || token == XmlToken::error)
            return document;
    }
}

class XmlTreeBuilder {
public:
    XmlTreeBuilder(DecodeTree &tree, std::uint32_t xml, bool plist, const base::Limits &limits)
        : m_tree(tree)
        , m_xml(xml)
        , m_plist(plist)
        , m_limits(limits)
        , m_text(base::asText(tree.content(xml)))
        , m_scanner(m_text)
    {
    }

    std::vector<std::uint32_t> build()
    {
        XmlToken token = m_scanner.next();
        while (token != XmlToken::end && token != XmlToken::error && take(token))
            token = m_scanner.next();
        return std::move(m_worthOpening);
    }

private:
    /// An element that is open. Its node is made with its first attribute or element inside; until
    /// then it may turn out to be its text alone.
    struct Element {
        std::string key;
        std::size_t from = 0;
        std::optional<std::uint32_t> node;
        std::optional<base::ByteRange> text;
        bool literal = false;
        bool array = false; ///< of a property list
        bool dictionary = false;
        std::size_t elements = 0;
        std::string nextKey; ///< in a dictionary
    };

    bool take(XmlToken token)
    {
        switch (token) {
        case XmlToken::open:
            return open();
        case XmlToken::attribute:
            return attribute();
        case XmlToken::text:
        case XmlToken::literal:
            return text(token == XmlToken::literal);
        default:
            return close();
        }
    }

    bool open()
    {
        const std::string_view name = m_scanner.name();
        Element element;
        element.key = keyFor(name);
        element.from = m_scanner.tokenFrom();
        element.array = m_plist && name == "array";
        element.dictionary = m_plist && name == "dict";
        m_open.push_back(std::move(element));
        return true;
    }

    std::string keyFor(std::string_view name)
    {
        if (m_open.empty() || !m_plist)
            return std::string(name);
        Element &parent = m_open.back();
        if (parent.array)
            return "[" + std::to_string(parent.elements++) + "]";
        return parent.dictionary && name != "key" ? std::move(parent.nextKey) : std::string(name);
    }

    /// The root of a property list, and the one dictionary in it, are the structure itself.
    [[nodiscard]] bool isStructure(std::size_t depth) const
    {
        return depth == 0 || (m_plist && depth == 1 && m_open[1].dictionary);
    }

    /// Gives the open elements nodes, from the outermost on.
    bool ensureNodes()
    {
        if (m_open.back().node)
            return true;
        for (std::size_t depth = 0; depth < m_open.size(); ++depth) {
            Element &element = m_open[depth];
            if (element.node)
                continue;
            if (isStructure(depth)) {
                element.node = m_xml;
                element.from = 0;
                continue;
            }
            if (!mayGrow(m_tree, m_xml, m_limits))
                return false;
            const Element &parent = m_open[depth - 1];
            const std::size_t end = parent.from + m_tree.content(*parent.node).size();
            element.node =
                addMember(m_tree, *parent.node, element.key, {element.from - parent.from, end - parent.from});
            if (!element.text)
                continue;
            const base::ByteRange before = *element.text;
            element.text.reset();
            if (!addValue(depth, "#text", before, element.literal))
                return false;
        }
        return true;
    }

    bool addValue(std::size_t depth, std::string key, base::ByteRange range, bool literal)
    {
        const Element &parent = m_open[depth];
        if (!mayGrow(m_tree, m_xml, m_limits))
            return false;
        Node node;
        node.parent = *parent.node;
        node.key = std::move(key);
        node.range = {range.from - parent.from, range.to - parent.from};
        const std::string_view raw = m_text.substr(range.from, range.size());
        node.linear = literal || raw.find('&') == std::string_view::npos;
        if (!node.linear) {
            if (!mayHold(m_tree, m_xml, raw.size(), m_limits))
                return false;
            node.mapping = Mapping::references;
            node.own = decodeXmlText(raw);
        }
        const std::uint32_t added = m_tree.add(std::move(node));
        if (!isPlainValue(base::asText(m_tree.content(added))))
            m_worthOpening.push_back(added);
        return true;
    }

    bool attribute()
    {
        if (m_plist && m_open.size() == 1)
            return true; // its version
        const std::string key = "@" + std::string(m_scanner.name());
        return ensureNodes() && addValue(m_open.size() - 1, key, m_scanner.range(), false);
    }

    bool text(bool literal)
    {
        Element &element = m_open.back();
        if (!element.node && !element.text) {
            element.text = m_scanner.range();
            element.literal = literal;
            return true;
        }
        return ensureNodes() && addValue(m_open.size() - 1, "#text", m_scanner.range(), literal);
    }

    bool close()
    {
        const Element element = m_open.back();
        if (element.node) {
            if (*element.node != m_xml)
                m_tree.shorten(*element.node, m_scanner.position() - element.from);
            m_open.pop_back();
            return true;
        }
        m_open.pop_back();
        if (m_open.empty()) { // the document element has nothing but text
            m_open.push_back(element);
            const bool added = ensureNodes();
            return added && addValue(0, "#text", element.text.value_or(base::ByteRange{}), element.literal);
        }
        if (m_plist && m_open.back().dictionary && m_scanner.name() == "key") {
            const base::ByteRange name = element.text.value_or(base::ByteRange{});
            m_open.back().nextKey = m_text.substr(name.from, name.size());
            return true;
        }
        // "<true/>" says it with its name.
        const base::ByteRange tag{element.from + 1, element.from + 1 + m_scanner.name().size()};
        const base::ByteRange nothing{m_scanner.tokenFrom(), m_scanner.tokenFrom()};
        return ensureNodes()
            && addValue(m_open.size() - 1, element.key,
                element.text.value_or(m_plist && m_scanner.name() != "string" ? tag : nothing), element.literal);
    }

    DecodeTree &m_tree;
    std::uint32_t m_xml;
    bool m_plist;
    const base::Limits &m_limits;
    std::string_view m_text;
    XmlScanner m_scanner;
    std::vector<Element> m_open;
    std::vector<std::uint32_t> m_worthOpening;
};

} // namespace

std::vector<std::uint32_t> XmlDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    const std::size_t first = text.starts_with("\xef\xbb\xbf") ? 3 : text.find_first_not_of(" \t\r\n");
    if (first >= text.size() || text[first] != '<')
        return {};
    const Document document = documentOf(text);
    if (document.shape == Shape::none || !mayGrow(tree, node, limits))
        return {};
    const bool plist = document.root == "plist";
    const std::uint32_t xml = addStructure(tree, node, plist ? "plist" : "xml", {0, text.size()});
    if (document.shape == Shape::cutOff) {
        tree.edit(xml).verdict = Verdict::damaged;
        tree.edit(xml).reason = "XML is cut off after " + std::to_string(text.size()) + " octets";
    }
    return XmlTreeBuilder(tree, xml, plist, limits).build();
}

} // namespace telltale::decode
