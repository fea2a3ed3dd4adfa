// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

#include <optional>
#include <string>
#include <string_view>

/// A decode tree as a test reads it.
namespace telltale::decode::test {

inline DecodeTree open(std::string_view wire, LocationKind kind = LocationKind::body, const Hints &hints = {},
    const base::Limits &limits = {})
{
    return decodeLocation(base::asBytes(wire), kind, hints, DecoderRegistry::standard(), limits);
}

/// "form/data_list/percent/base64": the path with slashes.
inline std::string pathText(const DecodeTree &tree, std::uint32_t index)
{
    std::string text;
    for (const std::string &name : tree.path(index))
        text += (text.empty() ? "" : "/") + name;
    return text;
}

inline std::optional<std::uint32_t> find(const DecodeTree &tree, std::string_view path)
{
    for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
        if (pathText(tree, index) == path)
            return index;
    }
    return {};
}

inline std::string text(const DecodeTree &tree, std::uint32_t index)
{
    return std::string(base::asText(tree.content(index)));
}

/// The content at a path, or what is there instead, for messages of failed tests.
inline std::string at(const DecodeTree &tree, std::string_view path)
{
    if (const auto index = find(tree, path))
        return text(tree, *index);
    std::string paths = "nothing there, but:";
    for (std::uint32_t index = 0; index < tree.nodes().size() && index < 40; ++index)
        paths += "\n  " + pathText(tree, index);
    return paths;
}

/// The octets of the wire that prove a whole node.
inline std::string proof(const DecodeTree &tree, std::uint32_t index)
{
    const base::ByteRange range = tree.onTheWire(index, {0, tree.content(index).size()});
    return text(tree, 0).substr(range.from, range.size());
}

} // namespace telltale::decode::test
