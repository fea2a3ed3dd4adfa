// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/apk/zip_files.h"

#include "support/sample_apk.h"

#include <gtest/gtest.h>
#include <zlib.h>

using namespace telltale;
using namespace telltale::attribution::apk;
using namespace telltale::test;

namespace {

/// A ZIP archive whose files are not packed.
std::string archiveOf(const std::vector<std::pair<std::string, std::string>> &files)
{
    std::string all, directory;
    for (const auto &[name, content] : files) {
        const std::uint64_t sum = ::crc32(0, base::asBytes(content).data(), static_cast<unsigned>(content.size()));
        const std::string about = u16(20) + u16(0) + u16(0) + u16(0) + u16(0x21) + u32(sum) + u32(content.size())
            + u32(content.size()) + u16(name.size()) + u16(0);
        directory += "PK\x01\x02" + u16(20) + about + u16(0) + u16(0) + u16(0) + u32(0) + u32(all.size()) + name;
        all += "PK\x03\x04" + about + name + content;
    }
    return all + directory + "PK\x05\x06" + u16(0) + u16(0) + u16(files.size()) + u16(files.size())
        + u32(directory.size()) + u32(all.size()) + u16(0);
}

} // namespace

TEST(ZipFiles, filesByTheirPaths)
{
    MemoryRanges octets(apkData("mail.apk"));
    auto zip = ZipFiles::open(octets);
    ASSERT_TRUE(zip) << zip.error().text();
    const auto manifest = zip.value()->read("AndroidManifest.xml", 1 << 20);
    ASSERT_TRUE(manifest);
    EXPECT_EQ(manifest->at(0), 3);
    EXPECT_FALSE(zip.value()->read("AndroidManifest.xml", manifest->size() - 1)) << "too long";
    EXPECT_FALSE(zip.value()->read("none", 1 << 20));
    EXPECT_FALSE(zip.value()->read("", 1 << 20));
    octets.broken = true;
    EXPECT_FALSE(zip.value()->read("resources.arsc", 1 << 20));
}

TEST(ZipFiles, onlyWhatIsNeededIsRead)
{
    MemoryRanges octets(archiveOf({{"classes.dex", std::string(8U << 20, 'x')}, {"AndroidManifest.xml", "little"}}));
    auto zip = ZipFiles::open(octets);
    ASSERT_TRUE(zip) << zip.error().text();
    const auto manifest = zip.value()->read("AndroidManifest.xml", 100);
    ASSERT_TRUE(manifest);
    EXPECT_EQ(base::asText(*manifest), "little");
    EXPECT_LT(octets.asked, 200'000U);
}

TEST(ZipFiles, whatIsNoArchiveIsSaid)
{
    for (const std::string &text : {std::string("text"), std::string(100'000, 'P')}) {
        MemoryRanges octets(text);
        const auto zip = ZipFiles::open(octets);
        ASSERT_FALSE(zip);
        EXPECT_NE(zip.error().message.find("APK could not be read"), std::string::npos);
    }
}

TEST(ZipFiles, everyOctetMayBeWrongOrMissing)
{
    const std::string whole = apkData("mail.apk");
    ASSERT_FALSE(whole.empty());
    const auto look = [](const std::string &text) {
        MemoryRanges octets(text);
        if (auto zip = ZipFiles::open(octets))
            (void)zip.value()->read("AndroidManifest.xml", 1 << 20);
    };
    for (std::size_t i = 0; i < whole.size(); i += 7) {
        look(whole.substr(0, i));
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        look(damaged);
    }
}
