// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/json_decoder.h"

#include "decode/content_shape.h"
#include "decode/json_scanner.h"
#include "decode/json_string.h"
#include "decode/tree_growth.h"

#include <algorithm>

namespace telltale::decode {

namespace {

/// Turns the tokens of one JSON text into members below a "json" step.
class JsonTreeBuilder {
public:
    JsonTreeBuilder(DecodeTree &tree, std::uint32_t json, const base::Limits &limits)
        : m_tree(tree)
        , m_json(json)
        , m_limits(limits)
        , m_text(base::asText(tree.content(json)))
        , m_scanner(m_text)
    {
    }

    std::vector<std::uint32_t> build()
    {
        JsonToken token = m_scanner.next();
        while (token != JsonToken::end && token != JsonToken::error && take(token))
            token = m_scanner.next();
        if (token == JsonToken::error)
            breakOff();
        return std::move(m_worthOpening);
    }

private:
    struct Container {
        std::uint32_t node = 0;
        std::size_t from = 0; ///< where its content begins in the text
        std::size_t elements = 0; ///< of an array, so far
        bool array = false;
    };

    bool take(JsonToken token)
    {
        switch (token) {
        case JsonToken::key:
            m_key = keyText();
            return true;
        case JsonToken::beginObject:
        case JsonToken::beginArray:
            return openContainer(token == JsonToken::beginArray);
        case JsonToken::endObject:
        case JsonToken::endArray:
            // The end of a member is only known now; places were given by the beginning.
            closeContainer();
            return true;
        default:
            return addValue(token);
        }
    }

    std::string keyText() const
    {
        const std::string_view raw = m_text.substr(m_scanner.from(), m_scanner.to() - m_scanner.from());
        if (!m_scanner.escaped())
            return std::string(raw);
        const base::ByteBuffer decoded = decodeJsonString(raw);
        return std::string(base::asText(decoded));
    }

    /// A node for the value the scanner stands at, as a child of the innermost container.
    Node child()
    {
        Node node;
        Container &parent = m_open.back();
        node.parent = parent.node;
        node.key = parent.array ? "[" + std::to_string(parent.elements++) + "]" : std::move(m_key);
        node.range = {m_scanner.from() - parent.from, m_scanner.to() - parent.from};
        node.linear = true;
        return node;
    }

    bool openContainer(bool array)
    {
        if (m_open.empty()) {
            m_open.push_back({m_json, 0, 0, array});
            return true;
        }
        if (!mayGrow(m_tree, m_json, m_limits))
            return false;
        Node node = child();
        // Reaches to the end of the parent until its own end is seen.
        node.range.to = m_text.size() - m_open.back().from;
        m_open.push_back({m_tree.add(std::move(node)), m_scanner.from(), 0, array});
        return true;
    }

    void closeContainer()
    {
        const Container closed = m_open.back();
        m_open.pop_back();
        if (!m_open.empty())
            m_tree.shorten(closed.node, m_scanner.to() - closed.from);
    }

    bool addValue(JsonToken token)
    {
        const bool string = token == JsonToken::string;
        if (m_open.empty()) {
            // A bare string at the top: somebody serialised JSON twice.
            m_open.push_back({m_json, 0, 0, true});
        }
        if (!mayGrow(m_tree, m_json, m_limits))
            return false;
        Node node = child();
        const std::string_view raw = m_text.substr(m_scanner.from(), m_scanner.to() - m_scanner.from());
        if (string && m_scanner.escaped()) {
            if (!mayHold(m_tree, m_json, raw.size(), m_limits))
                return false;
            node.linear = false;
            node.own = decodeJsonString(raw);
        }
        const std::uint32_t added = m_tree.add(std::move(node));
        if (string && !isPlainValue(base::asText(m_tree.content(added))))
            m_worthOpening.push_back(added);
        return true;
    }

    void breakOff()
    {
        Node &json = m_tree.edit(m_json);
        json.verdict = Verdict::damaged;
        json.reason = "JSON is cut off after " + std::to_string(m_text.size()) + " octets";
    }

    DecodeTree &m_tree;
    std::uint32_t m_json;
    const base::Limits &m_limits;
    std::string_view m_text;
    JsonScanner m_scanner;
    std::vector<Container> m_open;
    std::vector<std::uint32_t> m_worthOpening;
    std::string m_key;
};

/// How many values one JSON object, array or string holds, also one that is cut off after a whole
/// member; 0 for other text.
std::size_t valuesOf(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return 0;
    const bool mark = text.starts_with("\xef\xbb\xbf");
    if (!mark && std::string_view("{[\"").find(text[first]) == std::string_view::npos)
        return 0;
    // A bare string is worth a layer only where somebody serialised twice; "abc" may be an entity tag.
    const std::string_view inside = text.substr(first + 1);
    if (text[first] == '"' && !inside.starts_with('{') && !inside.starts_with('['))
        return 0;
    JsonScanner scanner(text);
    std::size_t whole = 0;
    std::size_t containers = 0;
    bool named = false;
    for (;;) {
        const JsonToken token = scanner.next();
        if (token == JsonToken::end)
            return containers + whole;
        if (token == JsonToken::error)
            return scanner.cutOff() && named && whole > 0 ? containers + whole : 0;
        named = named || token == JsonToken::key;
        containers += token == JsonToken::beginObject || token == JsonToken::beginArray ? 1 : 0;
        whole += token == JsonToken::string || token == JsonToken::number || token == JsonToken::literal ? 1 : 0;
    }
}

} // namespace

std::vector<std::uint32_t> JsonDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    const std::size_t values = valuesOf(text);
    if (values == 0 || !mayGrow(tree, node, limits))
        return {};
    // Addresses and payloads inside the strings bring about half as many again.
    tree.expect(std::min(values + values / 2, limits.decodeNodes - tree.nodes().size()));
    const std::uint32_t json = addStructure(tree, node, "json", {0, text.size()});
    return JsonTreeBuilder(tree, json, limits).build();
}

} // namespace telltale::decode
