// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base64_decoder.h"

#include "decode/base64_text.h"
#include "decode/content_shape.h"
#include "decode/hidden_content.h"
#include "decode/tree_growth.h"

#include <algorithm>
#include <array>

namespace telltale::decode {

namespace {

constexpr std::size_t shortest = 8; // characters: what is shorter hides nothing worth a layer
constexpr std::size_t shortestInside = 16; // behind a prefix
constexpr std::size_t longestPrefix = 64;

/// Most candidates are identifiers; their first octets show it, before much is decoded.
bool beginsLikeSomething(std::string_view text)
{
    std::array<std::uint8_t, 24> octets{};
    const base::ByteView head = base::ByteView(octets).first(decodeBase64Head(text, octets));
    return isPromisingHead(head) || (hasBothCases(text) && beginsLikeBinaryStructure(head, text.size() / 4 * 3));
}

/// @p fewestWords  octets that words must have to be a layer by themselves
std::optional<Base64Text> decodeWorthwhile(std::string_view text, std::size_t fewestWords, const base::Limits &limits)
{
    if (!beginsLikeSomething(text))
        return {};
    auto decoded = decodeBase64(text);
    if (!decoded)
        return {};
    const bool words = decoded->octets.size() >= fewestWords && hidesText(text, *decoded);
    return words || hidesStructure(decoded->octets, limits) ? std::move(decoded) : std::nullopt;
}

struct Found {
    base::ByteRange range;
    Base64Text decoded;
};

/// Base64 that begins in the middle of other characters of its alphabet, told by how JSON and gzip
/// begin in it.
std::optional<Found> behindMark(std::string_view text, base::ByteRange run)
{
    constexpr std::array<std::string_view, 3> marks{"eyJ", "W3si", "H4sI"};
    const std::string_view head = text.substr(run.from, std::min<std::size_t>(run.size(), longestPrefix));
    for (const std::string_view mark : marks) {
        const std::size_t at = head.find(mark, 1);
        if (at == std::string_view::npos)
            continue;
        const base::ByteRange range{run.from + at, run.to};
        auto decoded = decodeBase64(text.substr(range.from, range.size()));
        if (decoded && isStructured(decoded->octets))
            return Found{range, std::move(*decoded)};
    }
    return {};
}

constexpr std::array<bool, 256> runCharacters()
{
    std::array<bool, 256> run{};
    for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"))
        run[static_cast<unsigned char>(c)] = true;
    return run;
}

constexpr auto isRunCharacter = runCharacters();

/// The first run of the alphabet from @p at on that is long enough, with its padding; none behind white space, for
/// that is prose.
base::ByteRange nextRun(std::string_view text, std::size_t at)
{
    while (at < text.size() && at <= longestPrefix) {
        const std::size_t from = at;
        while (at < text.size() && isRunCharacter[static_cast<unsigned char>(text[at])])
            ++at;
        for (int padding = 0; padding < 2 && at < text.size() && text[at] == '='; ++padding)
            ++at;
        if (at - from >= shortestInside)
            return {from, at};
        if (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n'))
            return {};
        at += at == from ? 1 : 0;
    }
    return {};
}

/// "data:image/png;base64,…", "v1.…", "prefix:…"
std::optional<Found> behindPrefix(std::string_view text, const base::Limits &limits)
{
    constexpr std::size_t fewestWords = 12;
    for (base::ByteRange run = nextRun(text, 0); !run.empty(); run = nextRun(text, run.to)) {
        if (isAbsoluteUrl(text) || isFormShaped(text.substr(0, 256)))
            return {};
        if (auto decoded = decodeWorthwhile(text.substr(run.from, run.size()), fewestWords, limits))
            return Found{run, std::move(*decoded)};
        if (auto found = behindMark(text, run))
            return found;
    }
    return {};
}

std::vector<std::uint32_t> addFound(
    DecodeTree &tree, std::uint32_t node, base::ByteRange range, Base64Text decoded, const base::Limits &limits)
{
    std::vector<std::uint32_t> added = addDecodedPart(tree, node, range, "base64", std::move(decoded.octets), limits);
    if (!added.empty() && decoded.cutOff) {
        tree.edit(added.front()).verdict = Verdict::damaged;
        tree.edit(added.front()).reason = "base64 ends inside a group of four characters";
    }
    return added;
}

} // namespace

std::vector<std::uint32_t> Base64Decoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view text = base::asText(tree.content(node));
    if (text.size() < shortest)
        return {};
    std::optional<Found> found;
    if (isBase64Alphabet(text)) {
        const base::ByteRange whole{0, text.size()};
        if (auto decoded = decodeWorthwhile(text, 0, limits))
            found = Found{whole, std::move(*decoded)};
        else
            found = behindMark(text, whole);
    } else {
        found = behindPrefix(text, limits);
    }
    return found ? addFound(tree, node, found->range, std::move(found->decoded), limits) : std::vector<std::uint32_t>();
}

} // namespace telltale::decode
