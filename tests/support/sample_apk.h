// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/apk/apk_face.h"
#include "attribution/apk/octet_ranges.h"
#include "support/compiled_resources.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

namespace telltale::test {

/// An APK in memory, unpacked.
class MemoryApk final : public attribution::apk::ApkFiles {
public:
    explicit MemoryApk(std::map<std::string, std::string> files)
        : m_files(std::move(files))
    {
    }
    std::optional<base::ByteBuffer> read(const std::string &path, std::size_t most) override
    {
        const auto found = m_files.find(path);
        if (found == m_files.end() || found->second.size() > most)
            return std::nullopt;
        return base::toBuffer(base::asBytes(found->second));
    }

private:
    std::map<std::string, std::string> m_files;
};

inline attribution::apk::ApkParts partsOf(std::map<std::string, std::string> files)
{
    attribution::apk::ApkParts parts;
    parts.push_back(std::make_unique<MemoryApk>(std::move(files)));
    return parts;
}

/// Octets in memory, and how many of them were asked for.
class MemoryRanges final : public attribution::apk::OctetRanges {
public:
    explicit MemoryRanges(std::string octets)
        : m_octets(std::move(octets))
    {
    }
    [[nodiscard]] std::uint64_t size() const override { return m_octets.size(); }
    bool read(std::uint64_t offset, std::span<std::uint8_t> to) noexcept override
    {
        if (broken || offset > m_octets.size() || to.size() > m_octets.size() - offset)
            return false;
        std::copy_n(m_octets.begin() + static_cast<std::ptrdiff_t>(offset), to.size(), to.begin());
        asked += to.size();
        return true;
    }

    std::size_t asked = 0;
    bool broken = false;

private:
    std::string m_octets;
};

/// tests/data/apk/NAME.
inline std::string apkData(const std::string &name)
{
    std::ifstream file(TELLTALE_TESTS_DIR "/data/apk/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// What begins as a PNG file does.
inline std::string png(const std::string &rest)
{
    return "\x89PNG\r\n\x1a\n" + rest;
}

/// A manifest whose application has that icon, and 0x7f010000 for its label.
inline std::string manifestWith(std::uint32_t icon, std::uint32_t roundIcon = 0)
{
    return xml({"label", "icon", "roundIcon", "manifest", "application"}, {0x01010001, 0x01010002, 0x0101052c},
        begin(3)
            + begin(4,
                {{0, {ResourceValue::reference, 0x7f010000}}, {1, {ResourceValue::reference, icon}},
                    {2, {ResourceValue::reference, roundIcon}}})
            + end(4) + end(3));
}

inline std::string adaptiveIcon(const ResourceValue &background, const ResourceValue &foreground)
{
    return xml({"drawable", "adaptive-icon", "background", "foreground"}, {0x01010199},
        begin(1) + begin(2, {{0, background}}) + end(2) + begin(3, {{0, foreground}}) + end(3) + end(1));
}

} // namespace telltale::test
