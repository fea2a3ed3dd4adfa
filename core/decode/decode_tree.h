// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::decode {

enum class Verdict : std::uint8_t {
    opened, ///< the step worked
    encrypted, ///< the payload is encrypted for its recipient; `reason` names the marker
    damaged, ///< looked like the step and broke off; `reason` says where
    limit, ///< a limit of base/limits.h was reached; `reason` names it
};

/// How the octets of a node that is not linear follow from its range in the parent's content.
enum class Mapping : std::uint8_t {
    byStep, ///< as its step says; for a selected member: the escapes of a JSON string
    references, ///< the character references of XML
    whole, ///< all of the range stands for every part: a printed number, another charset
};

/// One node of a decode tree: some bytes, and how they came from the parent's bytes.
///
/// A node is made either by a *step* (the whole of the parent is decoded: "percent", "base64",
/// "gzip") or by *selection* (a part of a structure the parent was parsed into: a form field, a
/// JSON member, an array element). Both kinds have a range in the parent's content.
struct Node {
    std::uint32_t parent = 0; ///< index in the tree; the root is 0 and its own parent
    std::string step; ///< "form", "percent", "base64", "gzip", "json", "query", "url", "text", …
                      ///< empty for a selected member
    std::string key; ///< of a selected member: "data_list", "[0]", "properties"; else empty. What occurs
                     ///< several times without being an array (protobuf fields, XML elements, form
                     ///< fields) stands as siblings of the same key, so that one path finds one and many
    base::ByteRange range; ///< in the parent's content
    bool linear = false; ///< content is octet for octet that range of the parent's content
    Mapping mapping = Mapping::byStep; ///< of nodes that are not linear
    Verdict verdict = Verdict::opened;
    std::string reason; ///< for verdicts other than opened
    std::string note; ///< a fact worth showing, e.g. "crc -455218539 matches the payload"
    base::ByteBuffer own; ///< decoded octets; empty for linear nodes, which share the parent's
    bool leaf = true; ///< has no children: its content is a value
    std::vector<std::uint32_t> children;
};

/// Whether a part of the content can be followed back to a part of the range; else the whole range
/// stands for every part.
bool keepsPositions(const Node &node);

/// The layers of one location of a message (a body, a URL, a header value), opened as far as
/// possible. Node 0 is the location as it was on the wire.
class DecodeTree {
public:
    explicit DecodeTree(base::ByteView wire);

    [[nodiscard]] const std::vector<Node> &nodes() const { return m_nodes; }
    [[nodiscard]] const Node &node(std::uint32_t index) const { return m_nodes[index]; }

    /// The octets of a node; valid as long as the tree is.
    [[nodiscard]] base::ByteView content(std::uint32_t index) const;

    /// Adds a child of @p child.parent and gives its index.
    std::uint32_t add(Node child);
    Node &edit(std::uint32_t index) { return m_nodes[index]; }
    /// Makes room for @p count more nodes at once.
    void expect(std::size_t count);
    /// Sets the end of a linear node that was added before its end was known; @p size never grows.
    void shorten(std::uint32_t index, std::uint64_t size);

    /// What people call a node whose own key tells nothing, as a field of protobuf without a schema:
    /// "package" for key "14". From a rule; empty where none knows it. Paths keep the key.
    [[nodiscard]] std::string_view name(std::uint32_t index) const;
    void setName(std::uint32_t index, std::string name) { m_names[index] = std::move(name); }

    /// Steps and keys from the location to the node, in order, for `path[]` of a leak:
    /// ["form", "data_list", "percent", "base64", "gzip", "json", "[0]", "properties", "search_word"].
    [[nodiscard]] std::vector<std::string> path(std::uint32_t index) const;

    /// The octets of the location, as on the wire, that prove @p part of a node's content.
    /// Exact through linear nodes; the whole encoded text where a step does not map octet to octet.
    ///
    /// Exact (octets to octets) through selections, linear steps, percent-encoding and the escapes of
    /// JSON strings and XML; the enclosing groups of four characters through base64, of eight through
    /// base32, of two through hex; the node's whole range through compression, decryption, charsets and
    /// numbers of binary formats. A part past the content's end is cut off there.
    [[nodiscard]] base::ByteRange onTheWire(std::uint32_t index, base::ByteRange part) const;

    /// True where the content is something a person would call a value: a leaf, or an address that
    /// was opened into its parts only ("query", "fragment").
    [[nodiscard]] bool isValue(std::uint32_t index) const;

    /// Octets held by nodes other than the root, for limits.
    [[nodiscard]] std::size_t ownedBytes() const { return m_ownedBytes; }

private:
    /// Where a node's content lies: @c offset octets into the content of @c owner, which holds it.
    struct Place {
        std::uint32_t owner = 0;
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
    };

    std::vector<Node> m_nodes;
    std::vector<Place> m_places;
    std::map<std::uint32_t, std::string> m_names; // few have one
    std::size_t m_ownedBytes = 0;
};

} // namespace telltale::decode
