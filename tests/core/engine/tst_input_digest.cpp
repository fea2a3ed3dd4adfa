// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/input_digest.h"

#include "support/capture_text.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(InputDigest, isTheSha256OfTheFile)
{
    const test::TemporaryFolder folder;
    EXPECT_EQ(engine::sha256OfFile(folder.file("abc", "abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-2, B.1
    EXPECT_EQ(engine::sha256OfFile(folder.path()), "");
    EXPECT_EQ(engine::sha256OfFile("/no/such/file"), "");
    EXPECT_EQ(engine::sha256OfFile("-"), "");
}
