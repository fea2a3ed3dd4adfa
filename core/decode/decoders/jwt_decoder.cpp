// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/jwt_decoder.h"

#include "decode/base64_text.h"
#include "decode/json_scanner.h"
#include "decode/tree_growth.h"

#include <algorithm>

namespace telltale::decode {

namespace {

bool isUrlSafe(std::string_view segment)
{
    return segment.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        == std::string_view::npos;
}

/// The segments between the dots; empty where the token is none.
std::vector<base::ByteRange> segmentsOf(std::string_view text, std::size_t from)
{
    std::vector<base::ByteRange> segments;
    for (std::size_t at = from; at <= text.size() && segments.size() < 6;) {
        const std::size_t end = std::min(text.find('.', at), text.size());
        if (!isUrlSafe(text.substr(at, end - at)))
            return {};
        segments.push_back({at, end});
        at = end + 1;
    }
    return segments;
}

/// The JSON of a segment, or nothing.
base::ByteBuffer jsonOf(std::string_view segment)
{
    auto decoded = decodeBase64(segment);
    if (!decoded || !isJson(base::asText(decoded->octets)))
        return {};
    return std::move(decoded->octets);
}

} // namespace

std::vector<std::uint32_t> JwtDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    constexpr std::string_view bearer = "Bearer ";
    const std::string_view text = base::asText(tree.content(node));
    const std::size_t from = text.starts_with(bearer) ? bearer.size() : 0;
    if (!text.substr(from).starts_with("eyJ"))
        return {};
    const std::vector<base::ByteRange> segments = segmentsOf(text, from);
    if (segments.size() != 3 && segments.size() != 5)
        return {};
    const auto slice = [text](base::ByteRange range) { return text.substr(range.from, range.size()); };
    base::ByteBuffer header = jsonOf(slice(segments[0]));
    if (header.empty() || base::asText(header).find("\"alg\"") == std::string_view::npos)
        return {};
    if (!mayGrow(tree, node, limits))
        return {};
    const std::uint32_t jwt = addStructure(tree, node, "jwt", {from, text.size()});
    std::vector<std::uint32_t> worthOpening;
    const auto addJson = [&](const char *key, base::ByteRange range, base::ByteBuffer json) {
        const std::uint32_t member = addMember(tree, jwt, key, {range.from - from, range.to - from});
        for (const std::uint32_t added : addDecoded(tree, member, "base64", std::move(json), limits))
            worthOpening.push_back(added);
    };
    addJson("header", segments[0], std::move(header));
    const bool encrypted = segments.size() == 5;
    if (!encrypted) {
        // A detached or binary payload is left as it stands.
        base::ByteBuffer payload = jsonOf(slice(segments[1]));
        if (!payload.empty())
            addJson("payload", segments[1], std::move(payload));
        else
            addMember(tree, jwt, "payload", {segments[1].from - from, segments[1].to - from});
    }
    const base::ByteRange last = segments[encrypted ? 3 : 2];
    const std::uint32_t rest =
        addMember(tree, jwt, encrypted ? "ciphertext" : "signature", {last.from - from, last.to - from});
    if (encrypted) {
        tree.edit(rest).verdict = Verdict::encrypted;
        tree.edit(rest).reason = "JSON Web Encryption: only the recipient's key opens it";
    } else {
        tree.edit(rest).note = "signature, not verified";
    }
    return worthOpening;
}

} // namespace telltale::decode
