// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/country_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace telltale;
using attribution::MappedFile;

TEST(MappedFile, aFileAndWhatIsNone)
{
    const std::string path = testing::TempDir() + "telltale-mapped";
    std::ofstream(path) << "some octets";
    auto opened = MappedFile::open(path);
    ASSERT_TRUE(opened);
    const MappedFile moved = std::move(opened.value());
    EXPECT_EQ(base::asText(moved.bytes()), "some octets");

    std::ofstream(path, std::ios::trunc).close();
    const auto empty = MappedFile::open(path);
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().message.find(path), std::string::npos) << empty.error().message;
    std::filesystem::remove(path);
    const auto missing = MappedFile::open(path);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("No such file"), std::string::npos) << missing.error().message;
    EXPECT_FALSE(MappedFile::open(testing::TempDir()));
}
