// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/mistat_decoder.h"

#include "base/utf8.h"
#include "decode/base64_text.h"
#include "decode/cipher.h"
#include "decode/content_shape.h"
#include "decode/tree_growth.h"

#include <algorithm>

namespace telltale::decode {

namespace {

constexpr std::string_view scheme = "scheme from published analysis";
constexpr std::size_t keySize = 16;

std::string_view valueBeside(const DecodeTree &tree, std::uint32_t node, std::string_view name)
{
    const auto field = fieldBeside(tree, node, name);
    return field ? base::asText(tree.content(*field)) : std::string_view();
}

std::string seed(std::string_view first, std::string_view second, std::string_view third)
{
    return "seed:" + std::string(first) + "-" + std::string(second) + "-" + std::string(third);
}

/// Adds the text encoding and below it the cipher; gives the latter.
std::vector<std::uint32_t> addDecrypted(DecodeTree &tree, std::uint32_t node, std::string_view encoding,
    base::ByteBuffer encrypted, std::string_view cipher, base::ByteBuffer plain, const base::Limits &limits)
{
    const auto encoded = addDecoded(tree, node, encoding, std::move(encrypted), limits);
    if (encoded.empty())
        return {};
    auto decrypted = addDecoded(tree, encoded.front(), cipher, std::move(plain), limits);
    if (!decrypted.empty())
        tree.edit(decrypted.front()).note = scheme;
    return decrypted;
}

std::vector<std::uint32_t> openStatValue(DecodeTree &tree, std::uint32_t node, const base::Limits &limits)
{
    const std::string_view version = valueBeside(tree, node, "mistatv");
    if (version != "3" && version != "5")
        return {};
    const std::string_view app = valueBeside(tree, node, "app_id");
    const std::string_view appKey = valueBeside(tree, node, "app_key");
    const std::string_view device = valueBeside(tree, node, "device_id");
    base::ByteBuffer encrypted = octetsOfHex(base::asText(tree.content(node)));
    const std::string key = md5Hex(seed(app, appKey, device)).substr(0, keySize);
    const std::string iv = md5Hex(seed(device, appKey, app)).substr(0, keySize);
    const bool ecb = version == "3";
    auto plain = decryptAes(ecb ? AesMode::ecb : AesMode::cbc, base::asBytes(key), base::asBytes(iv), encrypted);
    if (!plain || !base::isReadableText(base::asText(*plain)))
        return {};
    return addDecrypted(
        tree, node, "hex", std::move(encrypted), ecb ? "aes-128-ecb" : "aes-128-cbc", std::move(*plain), limits);
}

/// `sid` decrypts to "<hexadecimal of the key>_<milliseconds>".
base::ByteBuffer carriedKey(std::string_view sid, base::ByteView iv)
{
    constexpr std::string_view constantKey = "4ef8b4ac42dbc3f95320b73ae0edbd43";
    const auto plain = decryptAes(AesMode::cbc, octetsOfHex(constantKey), iv, octetsOfHex(sid));
    if (!plain)
        return {};
    const std::string_view text = base::asText(*plain);
    return octetsOfHex(text.substr(0, text.find('_')));
}

std::vector<std::uint32_t> openVersion3(DecodeTree &tree, std::uint32_t node, const base::Limits &limits)
{
    const base::ByteView iv = base::asBytes("cfbsdfgsdfxccvd1");
    const std::string_view sid = valueBeside(tree, node, "sid");
    const std::string_view form = valueBeside(tree, node, "fc");
    if (sid.empty() || form.empty() || valueBeside(tree, node, "ai").empty() || valueBeside(tree, node, "sv").empty())
        return {};
    auto encrypted = decodeBase64(base::asText(tree.content(node)));
    if (!encrypted || encrypted->octets.size() % keySize != 0)
        return {};
    if (form != "1") {
        tree.edit(node).verdict = Verdict::encrypted;
        tree.edit(node).reason = "MiStat v3: the key came from the server (fc is not 1)";
        return {};
    }
    auto plain = decryptAes(AesMode::cbc, carriedKey(sid, iv), iv, encrypted->octets);
    if (!plain || !isGzip(*plain))
        return {};
    return addDecrypted(tree, node, "base64", std::move(encrypted->octets), "aes-128-cbc", std::move(*plain), limits);
}

} // namespace

std::vector<std::uint32_t> MistatDecoder::open(
    DecodeTree &tree, std::uint32_t node, const Hints &, const base::Limits &limits) const
{
    const std::string_view field = fieldOf(tree, node);
    if (field == "stat_value")
        return openStatValue(tree, node, limits);
    return field == "p" ? openVersion3(tree, node, limits) : std::vector<std::uint32_t>();
}

} // namespace telltale::decode
