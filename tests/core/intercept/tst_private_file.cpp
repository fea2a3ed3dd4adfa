// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/private_file.h"

#include "temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::intercept {
namespace {

unsigned modeOf(const std::string &path)
{
    struct stat facts { };
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777U : 0;
}

TEST(PrivateFile, IsForItsOwnerAlone)
{
    const TemporaryFolder temporary;
    const std::string folder = temporary.path() + "/a/b", file = folder + "/secret";
    ASSERT_TRUE(writePrivateFile(folder, file, "first"));
    ASSERT_TRUE(writePrivateFile(folder, file, "second"));
    EXPECT_EQ(modeOf(folder), 0700U);
    EXPECT_EQ(modeOf(file), 0600U);
    auto read = readPrivateFile(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(std::string(read.value().data(), read.value().size()), "second");
    const auto entries = std::distance(std::filesystem::directory_iterator(folder), {});
    EXPECT_EQ(entries, 1) << "nothing is left beside it";
    EXPECT_TRUE(removePrivateFile(file));
    EXPECT_TRUE(removePrivateFile(file)) << "gone is gone";
}

TEST(PrivateFile, ClosesAFolderThatWasOpen)
{
    const TemporaryFolder temporary;
    const std::string folder = temporary.path() + "/open";
    std::filesystem::create_directory(folder);
    ASSERT_EQ(::chmod(folder.c_str(), 0755), 0);
    ASSERT_TRUE(writePrivateFile(folder, folder + "/secret", "x"));
    EXPECT_EQ(modeOf(folder), 0700U);
}

TEST(PrivateFile, IsNotReadWhenOthersMay)
{
    const TemporaryFolder temporary;
    const std::string file = temporary.path() + "/secret";
    ASSERT_TRUE(writePrivateFile(temporary.path(), file, "x"));
    ASSERT_EQ(::symlink(file.c_str(), (temporary.path() + "/link").c_str()), 0);
    EXPECT_FALSE(readPrivateFile(temporary.path() + "/link"));
    ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
    const auto refused = readPrivateFile(file);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text().find("--renew"), std::string::npos);
    EXPECT_FALSE(readPrivateFile(temporary.path() + "/none"));
    EXPECT_FALSE(readPrivateFile(temporary.path()));
}

TEST(PrivateFile, SaysWhereItCannotBeWritten)
{
    const TemporaryFolder temporary;
    std::ofstream(temporary.path() + "/file") << "x";
    const auto refused =
        writePrivateFile(temporary.path() + "/file/folder", temporary.path() + "/file/folder/secret", "x");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("/file/folder"), std::string::npos);
}

} // namespace
} // namespace telltale::intercept
