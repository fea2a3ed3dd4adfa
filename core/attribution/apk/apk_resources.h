// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/apk_face.h"
#include "attribution/apk/resource_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telltale::attribution::apk {

/// What the resources of an app's APKs stand for. Total: one that leads to itself, or to more than
/// ApkLimits::lookups others and ApkLimits::files files, ends in nothing.
class ApkResources {
public:
    /// @param parts  must outlive this
    explicit ApkResources(const ApkParts &parts);

    /// The text in the default language, else in English, else in any; on one line.
    [[nodiscard]] std::string textOf(const ResourceValue &value, const std::string &written);

    /// A picture's octets; of several densities what is 320 dots per inch or a bit more, else the finest. Empty: there
    /// is none of which the octets are a picture's.
    [[nodiscard]] std::string pictureOf(const ResourceValue &value);

    /// A drawing of shapes as SVG (vector_picture.h); empty where there is none that can be drawn so.
    [[nodiscard]] std::string drawingOf(const ResourceValue &value);

    /// The layers of an adaptive icon, from the bottom up; empty where it is none, or a layer is drawn by other
    /// means.
    [[nodiscard]] std::vector<IconLayer> layersOf(const ResourceValue &value);

private:
    struct Table {
        base::ByteBuffer octets;
        std::optional<ResourceTable> table; ///< of these octets
    };
    struct Found {
        ResourceEntry entry;
        ApkFiles *files = nullptr; ///< of the part it is in
    };

    /// All entries of what it refers to, references followed; what suits a home screen by day, if anything does.
    [[nodiscard]] std::vector<Found> entriesOf(const ResourceValue &value);
    std::optional<base::ByteBuffer> fileOf(const Found &found, std::size_t most);
    void collect(std::uint32_t id, unsigned depth, std::vector<Found> &found);
    [[nodiscard]] std::string picture(const ResourceValue &value, unsigned depth);
    [[nodiscard]] std::optional<std::uint32_t> colourOf(const ResourceValue &value);
    [[nodiscard]] std::string drawing(base::ByteView octets);
    [[nodiscard]] std::optional<IconLayer> layerOf(const ResourceValue &value, unsigned depth);
    [[nodiscard]] std::optional<IconLayer> layerOfXml(base::ByteView octets, unsigned depth);

    const ApkParts &m_parts;
    std::vector<Table> m_tables; ///< of each part
    unsigned m_lookups = 0; ///< so far
    unsigned m_files = 0; ///< read so far
};

} // namespace telltale::attribution::apk
