// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/binary_plist_decoder.h"

#include "decode/charset_text.h"
#include "decode/content_shape.h"
#include "decode/structure_sink.h"
#include "decode/tree_growth.h"

#include <bit>
#include <optional>

namespace telltale::decode {

namespace {

constexpr std::string_view magic = "bplist00";
constexpr std::size_t trailerSize = 32;
constexpr std::size_t deepest = 32;

/// The trailer: how wide numbers are, and where the table of objects lies.
struct Layout {
    std::size_t offsetSize = 0;
    std::size_t referenceSize = 0;
    std::uint64_t objects = 0;
    std::uint64_t top = 0;
    std::uint64_t table = 0;
};

std::uint64_t bigEndian(base::ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t octet : bytes)
        value = value << 8 | octet;
    return value;
}

std::optional<Layout> layoutOf(base::ByteView file)
{
    if (!base::asText(file).starts_with(magic) || file.size() < magic.size() + trailerSize)
        return {};
    const base::ByteView trailer = file.last(trailerSize);
    Layout layout;
    layout.offsetSize = trailer[6];
    layout.referenceSize = trailer[7];
    layout.objects = bigEndian(trailer.subspan(8, 8));
    layout.top = bigEndian(trailer.subspan(16, 8));
    layout.table = bigEndian(trailer.subspan(24, 8));
    const std::size_t end = file.size() - trailerSize;
    const bool sane = layout.offsetSize >= 1 && layout.offsetSize <= 8 && layout.referenceSize >= 1
        && layout.referenceSize <= 8 && layout.table <= end && layout.top < layout.objects
        && layout.objects <= (end - layout.table) / layout.offsetSize;
    return sane ? std::optional(layout) : std::nullopt;
}

struct Object {
    unsigned kind = 0; ///< the upper four bits of its marker
    unsigned detail = 0;
    std::uint64_t count = 0; ///< octets, UTF-16 units, elements or pairs
    base::ByteRange content;
};

class BinaryPlistBuilder {
public:
    BinaryPlistBuilder(DecodeTree &tree, std::uint32_t plist, const Layout &layout, const base::Limits &limits)
        : m_tree(tree)
        , m_plist(plist)
        , m_layout(layout)
        , m_limits(limits)
        , m_file(tree.content(plist))
    {
    }

    std::vector<std::uint32_t> build()
    {
        const auto top = object(m_layout.top);
        if (!top)
            damaged();
        else if (isContainer(*top))
            members(m_plist, *top, 0);
        else
            add(m_plist, "[0]", *top, 0);
        return std::move(m_worthOpening);
    }

private:
    static bool isContainer(const Object &object) { return object.kind >= 0xa; }

    void damaged()
    {
        m_tree.edit(m_plist).verdict = Verdict::damaged;
        m_tree.edit(m_plist).reason = "the property list refers to an object that it does not hold";
    }

    std::optional<Object> object(std::uint64_t reference)
    {
        if (reference >= m_layout.objects)
            return {};
        const std::size_t entry = m_layout.table + reference * m_layout.offsetSize;
        std::uint64_t at = bigEndian(m_file.subspan(entry, m_layout.offsetSize));
        if (at < magic.size() || at >= m_layout.table)
            return {};
        const unsigned marker = m_file[at];
        Object object{marker >> 4, marker & 0x0f, 0, {}};
        ++at;
        object.count = object.detail;
        if (object.kind >= 4 && object.kind != 8 && object.detail == 15) {
            if (at >= m_layout.table || m_file[at] >> 4 != 1 || (m_file[at] & 0x0f) > 3)
                return {};
            const std::size_t width = std::size_t{1} << (m_file[at] & 0x0fU);
            if (width > m_layout.table - at - 1)
                return {};
            object.count = bigEndian(m_file.subspan(at + 1, width));
            at += 1 + width;
        }
        const auto size = sizeOf(object);
        if (!size || *size > m_layout.table - at)
            return {};
        object.content = {at, at + *size};
        return object;
    }

    /// Octets that follow the marker and its count.
    [[nodiscard]] std::optional<std::uint64_t> sizeOf(const Object &object) const
    {
        const std::uint64_t most = m_file.size();
        if (object.count > most)
            return {};
        switch (object.kind) {
        case 0x0:
            return 0;
        case 0x1:
        case 0x2:
        case 0x3:
            return object.detail <= 4 ? std::optional<std::uint64_t>(1ULL << object.detail) : std::nullopt;
        case 0x4:
        case 0x5:
            return object.count;
        case 0x6:
            return object.count * 2;
        case 0x8:
            return object.detail + 1ULL;
        case 0xa:
        case 0xc:
            return object.count * m_layout.referenceSize;
        case 0xd:
            return object.count * m_layout.referenceSize * 2;
        default:
            return {};
        }
    }

    [[nodiscard]] std::uint64_t reference(const Object &container, std::uint64_t index) const
    {
        return bigEndian(
            m_file.subspan(container.content.from + index * m_layout.referenceSize, m_layout.referenceSize));
    }

    bool members(std::uint32_t parent, const Object &container, std::size_t depth)
    {
        const bool dictionary = container.kind == 0xd;
        for (std::uint64_t i = 0; i < container.count; ++i) {
            std::string key = "[" + std::to_string(i) + "]";
            if (dictionary) {
                const auto name = object(reference(container, i));
                if (!name) {
                    damaged();
                    return false;
                }
                key = textOf(*name);
            }
            const auto value = object(reference(container, dictionary ? container.count + i : i));
            if (!value) {
                damaged();
                return false;
            }
            if (!add(parent, std::move(key), *value, depth))
                return false;
        }
        return true;
    }

    bool add(std::uint32_t parent, std::string key, const Object &value, std::size_t depth)
    {
        if (!mayGrow(m_tree, m_plist, m_limits))
            return false;
        if (isContainer(value)) {
            if (depth >= deepest)
                return true;
            const std::uint32_t member = addMember(m_tree, parent, std::move(key), {0, m_file.size()});
            return members(member, value, depth + 1);
        }
        if (value.kind == 0x5 || value.kind == 0x4) {
            const std::uint32_t member = addMember(m_tree, parent, std::move(key), value.content);
            if (!isPlainValue(base::asText(m_tree.content(member))))
                m_worthOpening.push_back(member);
            return true;
        }
        return addPrinted(parent, std::move(key), value);
    }

    bool addPrinted(std::uint32_t parent, std::string key, const Object &value)
    {
        const std::string text = textOf(value);
        if (!mayHold(m_tree, m_plist, text.size(), m_limits))
            return false;
        Node node;
        node.parent = parent;
        node.key = std::move(key);
        node.range = value.content;
        node.mapping = Mapping::whole;
        node.own = base::toBuffer(base::asBytes(text));
        const std::uint32_t member = m_tree.add(std::move(node));
        if (value.kind == 0x6 && !isPlainValue(base::asText(m_tree.content(member))))
            m_worthOpening.push_back(member);
        return true;
    }

    [[nodiscard]] std::string textOf(const Object &value) const
    {
        const base::ByteView octets = m_file.subspan(value.content.from, value.content.size());
        switch (value.kind) {
        case 0x0:
            return value.detail == 8 ? "false" : value.detail == 9 ? "true" : "null";
        case 0x1:
            return Scalar::integer(static_cast<std::int64_t>(bigEndian(octets))).text();
        case 0x2:
        case 0x3:
            if (octets.size() == 4)
                return Scalar::real(
                    static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bigEndian(octets)))))
                    .text();
            return Scalar::real(std::bit_cast<double>(bigEndian(octets))).text();
        case 0x6:
            return toUtf8(base::asText(octets), "utf-16be").value_or(std::string());
        case 0x8:
            return Scalar::natural(bigEndian(octets)).text();
        default:
            return std::string(base::asText(octets));
        }
    }

    DecodeTree &m_tree;
    std::uint32_t m_plist;
    Layout m_layout;
    const base::Limits &m_limits;
    base::ByteView m_file;
    std::vector<std::uint32_t> m_worthOpening;
};

} // namespace

std::vector<std::uint32_t> BinaryPlistDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const auto layout = layoutOf(tree.content(node));
    if (!layout || !mayGrow(tree, node, limits))
        return {};
    const std::uint32_t plist = addStructure(tree, node, "bplist", {0, tree.content(node).size()});
    return BinaryPlistBuilder(tree, plist, *layout, limits).build();
}

} // namespace telltale::decode
