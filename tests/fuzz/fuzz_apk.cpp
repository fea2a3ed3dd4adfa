// SPDX-License-Identifier: GPL-3.0-or-later
// Input: an octet that chooses the reader, then an APK, a table of resources, compiled XML, or a list of APKs.
#include "attribution/adb/apk_list.h"
#include "attribution/apk/apk_limits.h"
#include "attribution/apk/binary_xml.h"
#include "attribution/apk/resource_table.h"
#include "attribution/apk/vector_picture.h"
#include "attribution/apk/zip_files.h"
#include "support/sample_apk.h"

#include <cstdlib>

using namespace telltale;
using namespace telltale::attribution;
using namespace telltale::attribution::apk;

namespace {

void readArchive(base::ByteView bytes)
{
    test::MemoryRanges octets{std::string(base::asText(bytes))};
    auto zip = ZipFiles::open(octets);
    if (!zip)
        return;
    ApkParts parts;
    parts.push_back(std::move(zip.value()));
    const AppFace face = faceOf(parts);
    if (face.icon.empty() == face.problem.empty() || face.icon.size() > 2 || face.label.size() > AppFace::labelBytes)
        std::abort();
}

/// The same octets as manifest, table and every drawable.
class OneFile final : public ApkFiles {
public:
    OneFile(base::ByteView manifest, base::ByteView rest)
        : m_manifest(manifest)
        , m_rest(rest)
    {
    }
    std::optional<base::ByteBuffer> read(const std::string &path, std::size_t most) override
    {
        const base::ByteView octets = path == "AndroidManifest.xml" ? m_manifest : m_rest;
        return octets.size() <= most ? std::optional(base::toBuffer(octets)) : std::nullopt;
    }

private:
    base::ByteView m_manifest;
    base::ByteView m_rest;
};

void readResources(base::ByteView table)
{
    const ResourceTable resources(table);
    for (std::uint32_t type = 0; type < 8; ++type) {
        for (std::uint32_t entry = 0; entry < 8; ++entry) {
            if (resources.find(0x7f000000 | type << 16 | entry).size() > ApkLimits::entries)
                std::abort();
        }
    }
    const std::string manifest = test::manifestWith(0x7f020000, 0x7f020001);
    ApkParts parts;
    parts.push_back(std::make_unique<OneFile>(base::asBytes(manifest), table));
    (void)faceOf(parts);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const base::ByteView bytes(data + 1, size - 1);
    BinaryXml xml(bytes);
    switch (data[0] % 4) {
    case 0:
        readArchive(bytes);
        break;
    case 1:
        readResources(bytes);
        break;
    case 2:
        if (const auto svg = svgOfVector(bytes, [](const ResourceValue &value) { return std::optional(value.data); });
            svg && !isDrawing(*svg))
            std::abort();
        for (std::size_t count = 0; auto element = xml.next(); ++count) {
            if (count > bytes.size() || element->attributes.size() > ApkLimits::attributes)
                std::abort();
        }
        break;
    default:
        for (const adb::ApkOnPhone &one : adb::readApkList(base::asText(bytes))) {
            if (one.path.find('\'') != std::string::npos)
                std::abort();
        }
    }
    return 0;
}
