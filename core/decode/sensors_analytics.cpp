// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/sensors_analytics.h"

#include "base/utf8.h"
#include "decode/percent_text.h"

#include <charconv>
#include <optional>
#include <string>

namespace telltale::decode {

namespace {

struct CodePoint {
    unsigned value = 0xfffd;
    std::size_t size = 1;
};

CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const std::size_t size = base::utf8SequenceLength(text.substr(at, 4));
    if (size == 0)
        return {};
    const auto octet = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + i])); };
    constexpr unsigned leadBits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    unsigned value = octet(0) & leadBits[size];
    for (std::size_t i = 1; i < size; ++i)
        value = value << 6 | (octet(i) & 0x3f);
    return {value, size};
}

std::optional<std::uint32_t> childNamed(const DecodeTree &tree, std::uint32_t parent, std::string_view key)
{
    for (const std::uint32_t child : tree.node(parent).children) {
        if (tree.node(child).key == key)
            return child;
    }
    return {};
}

/// The value of a field as it was meant: below its percent-encoding, where it has one.
std::uint32_t meant(const DecodeTree &tree, std::uint32_t field)
{
    const std::vector<std::uint32_t> &children = tree.node(field).children;
    return children.size() == 1 && tree.node(children[0]).step == "percent" ? children[0] : field;
}

std::string_view textOf(const DecodeTree &tree, std::uint32_t node)
{
    return base::asText(tree.content(node));
}

std::optional<std::int32_t> number(std::string_view text)
{
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

/// `crc=N` of the mobile SDKs, `ext=crc=N` of the web SDK.
std::optional<std::int32_t> statedChecksum(const DecodeTree &tree, std::uint32_t form)
{
    if (const auto crc = childNamed(tree, form, "crc"))
        return number(textOf(tree, meant(tree, *crc)));
    const auto ext = childNamed(tree, form, "ext");
    if (!ext)
        return {};
    const std::string_view text = textOf(tree, meant(tree, *ext));
    if (!text.starts_with("crc="))
        return {};
    return number(text.substr(4, text.find('&') - 4));
}

void checkSum(DecodeTree &tree, std::uint32_t data, std::int32_t stated)
{
    const std::string_view raw = textOf(tree, data);
    const std::int32_t computed = javaHashCode(base::asText(decodePercent(raw, Plus::asSpace)));
    const bool matches = computed == stated || javaHashCode(base::asText(decodePercent(raw, Plus::asItself))) == stated;
    std::string note = "crc " + std::to_string(stated);
    if (matches)
        note += " matches the payload";
    else
        note += " does not match the payload (computed " + std::to_string(computed) + ")";
    tree.edit(data).note = std::move(note);
}

void markEncrypted(DecodeTree &tree, std::uint32_t node, std::string reason)
{
    Node &marked = tree.edit(node);
    marked.verdict = Verdict::encrypted;
    marked.reason = std::move(reason);
}

/// The envelope of the encryption plugins: whoever has it cannot read it without the vendor's key.
void markEnvelope(DecodeTree &tree, std::uint32_t object)
{
    const auto payloads = childNamed(tree, object, "payloads");
    const auto payload = payloads ? std::nullopt : childNamed(tree, object, "payload");
    if (payloads && childNamed(tree, object, "ekey")) {
        const std::size_t count = tree.node(*payloads).children.size();
        markEncrypted(tree, *payloads,
            "Sensors Analytics encryption (ekey, " + std::to_string(count) + (count == 1 ? " payload" : " payloads")
                + "): only the collector's private key opens it");
    } else if (payload && childNamed(tree, object, "key_id")) {
        markEncrypted(tree, *payload, "Sensors Analytics AES plugin (key_id): the key is not in the message");
    }
}

void recogniseForm(DecodeTree &tree, std::uint32_t form)
{
    auto data = childNamed(tree, form, "data_list");
    if (!data)
        data = childNamed(tree, form, "data");
    if (!data)
        return;
    if (const auto stated = statedChecksum(tree, form))
        checkSum(tree, *data, *stated);
    const auto mode = childNamed(tree, form, "gzip");
    const std::string_view gzip = mode ? textOf(tree, meant(tree, *mode)) : std::string_view();
    if ((gzip == "9" || gzip == "13") && tree.node(*data).verdict == Verdict::opened) {
        markEncrypted(tree, *data,
            gzip == "9" ? "gzip=9: Sensors Analytics event encryption"
                        : "gzip=13: Sensors Analytics transport encryption");
    }
}

} // namespace

std::int32_t javaHashCode(std::string_view utf8)
{
    std::uint32_t hash = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint point = codePointAt(utf8, at);
        at += point.size;
        if (point.value >= 0x10000) {
            hash = 31 * hash + (0xd800 + ((point.value - 0x10000) >> 10));
            hash = 31 * hash + (0xdc00 + ((point.value - 0x10000) & 0x3ff));
        } else {
            hash = 31 * hash + point.value;
        }
    }
    return static_cast<std::int32_t>(hash);
}

void recogniseSensorsAnalytics(DecodeTree &tree)
{
    for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
        const Node &node = tree.node(index);
        if (node.children.empty())
            continue;
        if (node.step == "form" || node.step == "query")
            recogniseForm(tree, index);
        else if (node.children.size() <= 16 && node.children.size() >= 2)
            markEnvelope(tree, index);
    }
}

} // namespace telltale::decode
