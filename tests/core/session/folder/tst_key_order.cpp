// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/folder/key_order.h"

#include "capture/pcapng_writer.h"
#include "core/session/folder/recording.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

using namespace telltale;
using namespace telltale::session;
using testing::ElementsAre;

namespace {

base::ByteBuffer mixed()
{
    base::ByteBuffer bytes;
    capture::PcapngWriter writer(bytes);
    writer.section("test");
    writer.interface(net::LinkType::ethernet, 100, "hs0");
    writer.packet(0, {1}, base::asBytes(std::string_view("one")), 3, {"first"});
    writer.keyLog("k1\n");
    writer.statistics(0, {2}, 5, 1);
    writer.packet(0, {3}, base::asBytes(std::string_view("two")), 3);
    writer.keyLog("k2\n");
    return bytes;
}

std::string write(const test::TemporaryFolder &folder, const base::ByteBuffer &bytes)
{
    return folder.file("capture.pcapng", std::string(base::asText(bytes)));
}

} // namespace

TEST(KeyOrder, keysComeFirstAndTheRestStaysAsItStands)
{
    const test::TemporaryFolder folder;
    const std::string path = write(folder, mixed());
    ASSERT_TRUE(putKeysFirst(path).ok());
    EXPECT_THAT(eventsOf(path),
        ElementsAre("keys:k1\n", "keys:k2\n", "packet:one", "comment:first", "drops:1", "packet:two", "end"));
    EXPECT_EQ(std::filesystem::file_size(path), mixed().size());
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(KeyOrder, cutAnywhereItKeepsEveryWholeBlock)
{
    const test::TemporaryFolder folder;
    const base::ByteBuffer whole = mixed();
    const std::size_t sectionHeader = whole[4]; // its length: before its end no reader knows what it is
    for (std::size_t size = sectionHeader; size <= whole.size(); ++size) {
        const std::string path =
            write(folder, base::ByteBuffer(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        std::vector<std::string> before = eventsOf(path);
        ASSERT_TRUE(putKeysFirst(path).ok()) << size;
        before.back() = "end";
        std::vector<std::string> after = eventsOf(path);
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        EXPECT_EQ(after, before) << size;
    }
}

TEST(KeyOrder, whatIsNoSectionStaysUntouched)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.file("capture.pcapng", std::string("\x0a\x0d\x0d\x0a\x03\0\0\0", 8));
    const auto status = putKeysFirst(path);
    ASSERT_FALSE(status.ok());
    EXPECT_THAT(status.error().text(), testing::HasSubstr("impossible length"));
    EXPECT_EQ(textOf(path).size(), 8U);
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}
