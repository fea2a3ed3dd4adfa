// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/app_face_json.h"

#include "decode/base64_text.h"

#include <charconv>
#include <cstdio>
#include <openssl/evp.h>
#include <simdjson.h>
#include <string_view>
#include <utility>

namespace telltale::attribution {

namespace {

using base::JsonWriter;
using simdjson::dom::element;

constexpr std::size_t mostLayers = 2;
constexpr std::size_t colourDigits = 8;

std::string base64(std::string_view octets)
{
    std::string text(4 * ((octets.size() + 2) / 3) + 1, '\0'); // and the NUL that OpenSSL writes
    const int length = EVP_EncodeBlock(
        reinterpret_cast<unsigned char *>(text.data()), base::asBytes(octets).data(), static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

void writeLayer(JsonWriter &json, const IconLayer &layer)
{
    json.beginObject();
    if (layer.image.empty()) {
        char text[colourDigits + 2];
        std::snprintf(text, sizeof text, "#%08x", layer.colour);
        json.member("colour", text);
    } else {
        json.member("image", base64(layer.image));
    }
    json.endObject();
}

std::string readText(const element &object, std::string_view name, std::size_t most)
{
    std::string_view text;
    const bool fits = object[name].get(text) == simdjson::SUCCESS && text.size() <= most;
    return fits ? std::string(text) : std::string();
}

std::optional<IconLayer> readColour(std::string_view text)
{
    IconLayer layer;
    if (text.size() != colourDigits + 1 || text.front() != '#')
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), layer.colour, 16);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(layer) : std::nullopt;
}

std::optional<IconLayer> readLayer(const element &object)
{
    std::string_view text;
    if (object["colour"].get(text) == simdjson::SUCCESS)
        return readColour(text);
    if (object["image"].get(text) != simdjson::SUCCESS)
        return std::nullopt;
    const auto decoded = decode::decodeBase64(text);
    if (!decoded || decoded->octets.empty() || decoded->octets.size() > AppFace::imageBytes)
        return std::nullopt;
    return IconLayer{std::string(base::asText(decoded->octets)), 0};
}

/// All of its layers, or none: half an icon would be another one.
std::vector<IconLayer> readLayers(const element &icon)
{
    std::vector<IconLayer> layers;
    simdjson::dom::array array;
    if (icon["layers"].get(array) != simdjson::SUCCESS)
        return {};
    for (const element one : array) {
        auto layer = layers.size() < mostLayers ? readLayer(one) : std::nullopt;
        if (!layer)
            return {};
        layers.push_back(std::move(*layer));
    }
    return layers;
}

} // namespace

void writeFace(JsonWriter &json, const AppFace &face)
{
    json.member("package", face.package)
        .memberOrNull("version", face.version)
        .memberOrNull("label", face.label)
        .key("icon");
    if (face.icon.empty()) {
        json.null();
    } else {
        json.beginObject().key("adaptive").boolean(face.adaptive).key("layers").beginArray();
        for (const IconLayer &layer : face.icon)
            writeLayer(json, layer);
        json.endArray().endObject();
    }
    json.memberOrNull("problem", face.problem);
}

std::optional<AppFace> readFace(const element &object)
{
    AppFace face;
    face.package = readText(object, "package", AppFace::labelBytes);
    if (face.package.empty())
        return std::nullopt;
    face.version = readText(object, "version", AppFace::labelBytes);
    face.label = readText(object, "label", AppFace::labelBytes);
    face.problem = readText(object, "problem", 4 * AppFace::labelBytes);
    element icon;
    if (object["icon"].get(icon) == simdjson::SUCCESS && icon.is_object()) {
        face.icon = readLayers(icon);
        if (!face.icon.empty() && icon["adaptive"].get(face.adaptive) != simdjson::SUCCESS)
            face.adaptive = false;
    }
    return face;
}

} // namespace telltale::attribution
