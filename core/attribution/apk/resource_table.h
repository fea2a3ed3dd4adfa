// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/resource_chunk.h"
#include "attribution/apk/string_pool.h"

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::attribution::apk {

/// What a value of a resource is meant for (ResTable_config).
struct ResourceConfig {
    static constexpr std::uint16_t anyDensity = 0xfffe;
    std::string language = {}; ///< "de", "fil"; empty: any
    std::uint16_t density = 0; ///< dots per inch; 0: not said, which counts as 160
    std::uint16_t version = 0; ///< of Android at least; 0: any
    bool special = false; ///< for the night, for one operator, for a watch and so on
    friend bool operator==(const ResourceConfig &, const ResourceConfig &) = default;
};

struct ResourceEntry {
    ResourceConfig config;
    ResourceValue value;
    std::string text = {}; ///< of a string: it, or the path of a file
    friend bool operator==(const ResourceEntry &, const ResourceEntry &) = default;
};

/// An APK's resources.arsc (ResTable_header). Total; nothing but what is asked for is read. Views the octets it was
/// made of.
class ResourceTable {
public:
    explicit ResourceTable(base::ByteView file);

    /// The values of a resource 0xPPTTEEEE, one for each configuration; those that are no single value (styles, arrays)
    /// are passed over.
    [[nodiscard]] std::vector<ResourceEntry> find(std::uint32_t id) const;

private:
    struct Type {
        std::uint32_t number = 0; ///< 0xPPTT
        Chunk chunk;
    };

    void readPackage(const Chunk &package);

    StringPool m_strings;
    std::vector<Type> m_types;
};

} // namespace telltale::attribution::apk
