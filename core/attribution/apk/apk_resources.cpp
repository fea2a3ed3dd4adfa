// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/apk_resources.h"

#include "attribution/apk/apk_limits.h"
#include "attribution/apk/binary_xml.h"
#include "attribution/apk/picture_kind.h"
#include "attribution/apk/vector_picture.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace telltale::attribution::apk {

namespace {

constexpr std::uint16_t wantedDensity = 320; // 96 pixels for an icon of 48 dp
constexpr std::uint16_t plainDensity = 160;
constexpr std::uint16_t noDensity = 0xffff;

/// The smaller, the better: dense enough, but not more than needed.
std::pair<bool, int> weightOf(const ResourceConfig &config)
{
    const int density =
        config.density == 0 || config.density >= ResourceConfig::anyDensity ? plainDensity : config.density;
    return density >= wantedDensity ? std::pair(false, density) : std::pair(true, -density);
}

/// Android's own that icons are filled with; its table is not at hand.
std::optional<std::uint32_t> systemColour(const ResourceValue &value)
{
    switch (value.isReference() ? value.data : 0) {
    case 0x0106000b:
        return 0xffffffff; // @android:color/white
    case 0x0106000c:
        return 0xff000000; // @android:color/black
    default:
        return std::nullopt;
    }
}

/// What people can read on one line.
std::string onOneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(' ') - first + 1);
    return text.size() <= AppFace::labelBytes ? text : std::string();
}

} // namespace

ApkResources::ApkResources(const ApkParts &parts)
    : m_parts(parts)
{
    m_tables.reserve(parts.size());
    for (const auto &part : parts) {
        Table &table = m_tables.emplace_back();
        if (auto octets = part->read("resources.arsc", ApkLimits::tableBytes)) {
            table.octets = std::move(*octets);
            table.table.emplace(table.octets);
        }
    }
}

void ApkResources::collect(std::uint32_t id, unsigned depth, std::vector<Found> &found)
{
    for (std::size_t i = 0; i < m_tables.size() && found.size() < ApkLimits::entries; ++i) {
        if (!m_tables[i].table || ++m_lookups > ApkLimits::lookups)
            continue;
        for (ResourceEntry &entry : m_tables[i].table->find(id)) {
            if (found.size() >= ApkLimits::entries)
                return;
            const bool leads = entry.value.isReference() && !systemColour(entry.value);
            if (!leads)
                found.push_back({std::move(entry), m_parts[i].get()});
            else if (depth < ApkLimits::references)
                collect(entry.value.data, depth + 1, found);
        }
    }
}

std::vector<ApkResources::Found> ApkResources::entriesOf(const ResourceValue &value)
{
    std::vector<Found> found;
    if (value.isReference())
        collect(value.data, 0, found);
    const auto isUsual = [](const Found &one) { return !one.entry.config.special; };
    if (std::any_of(found.begin(), found.end(), isUsual))
        std::erase_if(found, [&](const Found &one) { return !isUsual(one); });
    return found;
}

std::optional<base::ByteBuffer> ApkResources::fileOf(const Found &found, std::size_t most)
{
    if (found.entry.text.empty() || ++m_files > ApkLimits::files)
        return std::nullopt;
    return found.files->read(found.entry.text, most);
}

std::string ApkResources::textOf(const ResourceValue &value, const std::string &written)
{
    if (!value.isReference())
        return onOneLine(written);
    const Found *best = nullptr;
    const auto entries = entriesOf(value);
    const auto rank = [](const Found &one) {
        const std::string &language = one.entry.config.language;
        return std::tuple(!language.empty(), language != "en", language);
    };
    for (const Found &one : entries) {
        if (one.entry.value.type == ResourceValue::string && (best == nullptr || rank(one) < rank(*best)))
            best = &one;
    }
    return best != nullptr ? onOneLine(best->entry.text) : std::string();
}

std::string ApkResources::pictureOf(const ResourceValue &value)
{
    return picture(value, 0);
}

std::string ApkResources::picture(const ResourceValue &value, unsigned depth)
{
    auto entries = entriesOf(value);
    std::stable_sort(entries.begin(), entries.end(),
        [](const Found &a, const Found &b) { return weightOf(a.entry.config) < weightOf(b.entry.config); });
    for (const Found &one : entries) {
        const auto octets = fileOf(one, AppFace::imageBytes);
        if (!octets)
            continue;
        if (isPicture(*octets))
            return std::string(base::asText(*octets));
        BinaryXml xml(*octets);
        const auto root = xml.next();
        const XmlAttribute *src = root && root->name == "bitmap" ? root->find(AndroidAttribute::src, "src") : nullptr;
        if (src == nullptr || depth >= ApkLimits::references)
            continue;
        if (std::string found = picture(src->value, depth + 1); !found.empty())
            return found;
    }
    return {};
}

std::optional<std::uint32_t> ApkResources::colourOf(const ResourceValue &value)
{
    if (value.isColour())
        return value.data;
    if (const auto colour = systemColour(value))
        return colour;
    for (const Found &one : entriesOf(value)) {
        if (one.entry.value.isColour())
            return one.entry.value.data;
        if (const auto colour = systemColour(one.entry.value))
            return colour;
    }
    return std::nullopt;
}

std::string ApkResources::drawing(base::ByteView octets)
{
    auto svg = svgOfVector(octets, [this](const ResourceValue &value) { return colourOf(value); });
    return svg && svg->size() <= AppFace::imageBytes ? std::move(*svg) : std::string();
}

std::string ApkResources::drawingOf(const ResourceValue &value)
{
    for (const Found &one : entriesOf(value)) {
        const auto octets = fileOf(one, ApkLimits::drawableBytes);
        if (std::string svg = octets ? drawing(*octets) : std::string(); !svg.empty())
            return svg;
    }
    return {};
}

std::vector<IconLayer> ApkResources::layersOf(const ResourceValue &value)
{
    auto entries = entriesOf(value);
    std::stable_sort(entries.begin(), entries.end(),
        [](const Found &a, const Found &b) { return a.entry.config.version > b.entry.config.version; });
    for (const Found &one : entries) {
        const auto octets = fileOf(one, ApkLimits::drawableBytes);
        if (!octets)
            continue;
        BinaryXml xml(*octets);
        auto element = xml.next();
        if (!element || element->name != "adaptive-icon")
            continue;
        std::optional<IconLayer> background, foreground;
        while ((element = xml.next())) {
            const XmlAttribute *drawable = element->find(AndroidAttribute::drawable, "drawable");
            if (element->depth != 1 || drawable == nullptr)
                continue;
            if (element->name == "background")
                background = layerOf(drawable->value, 0);
            else if (element->name == "foreground")
                foreground = layerOf(drawable->value, 0);
        }
        if (background && foreground)
            return {std::move(*background), std::move(*foreground)};
    }
    return {};
}

std::optional<IconLayer> ApkResources::layerOf(const ResourceValue &value, unsigned depth)
{
    if (const auto colour = colourOf(value))
        return IconLayer{{}, *colour};
    if (depth >= ApkLimits::references)
        return std::nullopt;
    if (std::string octets = picture(value, depth); !octets.empty())
        return IconLayer{std::move(octets), 0};
    for (const Found &one : entriesOf(value)) {
        const auto xml = fileOf(one, ApkLimits::drawableBytes);
        if (auto layer = xml ? layerOfXml(*xml, depth + 1) : std::nullopt)
            return layer;
    }
    return std::nullopt;
}

/// A drawing, <color android:color="…"/> and a <shape> that is one <solid> rectangle.
std::optional<IconLayer> ApkResources::layerOfXml(base::ByteView octets, unsigned depth)
{
    BinaryXml xml(octets);
    auto element = xml.next();
    if (element && element->name == "vector") {
        std::string svg = drawing(octets);
        return svg.empty() ? std::nullopt : std::optional(IconLayer{std::move(svg), 0});
    }
    if (!element || (element->name != "color" && element->name != "shape"))
        return std::nullopt;
    std::optional<IconLayer> layer;
    const bool shape = element->name == "shape";
    if (shape && !element->attributes.empty())
        return std::nullopt; // an oval, a ring, a line
    while (shape && (element = xml.next())) {
        if (element->name != "solid")
            return std::nullopt;
        if (const XmlAttribute *colour = element->find(AndroidAttribute::color, "color"))
            layer = layerOf(colour->value, depth);
    }
    if (!shape) {
        if (const XmlAttribute *colour = element->find(AndroidAttribute::color, "color"))
            layer = layerOf(colour->value, depth);
    }
    return layer && layer->image.empty() ? layer : std::nullopt;
}

} // namespace telltale::attribution::apk
