// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/descriptor_source.h"

#include "core/capture/scratch_file.h"

#include <array>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace telltale::capture {
namespace {

using State = ByteSource::Read::State;

TEST(DescriptorSource, ReadsAFileToItsEnd)
{
    const test::ScratchFile file("12345");
    DescriptorSource source(UniqueDescriptor(::open(file.path().c_str(), O_RDONLY)), false);
    EXPECT_TRUE(source.isRegularFile());
    EXPECT_EQ(source.size(), 5U);
    std::array<std::uint8_t, 3> buffer{};
    EXPECT_EQ(source.read(buffer).count, 3U);
    EXPECT_EQ(source.read(buffer).count, 2U);
    EXPECT_EQ(source.read(buffer).state, State::end);
    EXPECT_EQ(source.position(), 5U);
}

TEST(DescriptorSource, APipeHasNothingYetAndThenEnds)
{
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    DescriptorSource source{UniqueDescriptor(ends[0]), false};
    UniqueDescriptor writer(ends[1]);
    std::array<std::uint8_t, 8> buffer{};
    EXPECT_EQ(source.read(buffer).state, State::nothingYet);
    ASSERT_EQ(::write(writer.get(), "abc", 3), 3);
    EXPECT_EQ(source.read(buffer).count, 3U);
    writer.reset();
    EXPECT_EQ(source.read(buffer).state, State::end);
    EXPECT_EQ(source.size(), 0U);
}

TEST(DescriptorSource, SaysThatReadingFailed)
{
    const test::ScratchFile file("x");
    DescriptorSource source(UniqueDescriptor(::open(file.path().c_str(), O_WRONLY)), false);
    std::array<std::uint8_t, 8> buffer{};
    const auto read = source.read(buffer);
    EXPECT_EQ(read.state, State::failed);
    EXPECT_FALSE(read.problem.empty());
}

} // namespace
} // namespace telltale::capture
