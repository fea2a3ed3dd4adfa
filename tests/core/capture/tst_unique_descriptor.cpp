// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/unique_descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

bool isOpen(int descriptor)
{
    return ::fcntl(descriptor, F_GETFD) >= 0;
}

TEST(UniqueDescriptor, ClosesOnceAndMoves)
{
    const int raw = ::open("/dev/null", O_RDONLY);
    {
        UniqueDescriptor first(raw);
        UniqueDescriptor second(std::move(first));
        EXPECT_FALSE(first.valid());
        EXPECT_EQ(second.get(), raw);
        first = std::move(second);
        EXPECT_EQ(first.get(), raw);
        EXPECT_TRUE(isOpen(raw));
    }
    EXPECT_FALSE(isOpen(raw));
    UniqueDescriptor none;
    none.reset();
    EXPECT_FALSE(none.valid());
}

} // namespace
} // namespace telltale::capture
