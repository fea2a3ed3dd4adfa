// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/idea_cipher.h"

#include "octets.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

// The example of Lai's thesis: one block decrypts to 0, 1, 2, 3.
TEST(IdeaCipher, knownBlock)
{
    const IdeaCipher cipher(octets("0001 0002 0003 0004 0005 0006 0007 0008"));
    const base::ByteBuffer iv(8, 0), sealed = octets("11fb ed2b 0198 6de5");
    base::ByteBuffer out(8);
    cipher.decryptCbc(iv, sealed, out.data());
    EXPECT_EQ(hex(out), "0000000100020003");
}

TEST(IdeaCipher, chainsBlocks)
{
    const IdeaCipher cipher(octets("0001 0002 0003 0004 0005 0006 0007 0008"));
    const auto block = octets("11fb ed2b 0198 6de5");
    base::ByteBuffer out(16);
    cipher.decryptCbc(octets("0000000100020003"), block + block, out.data());
    EXPECT_EQ(hex(out),
        "0000000000000000"
        "11fbed2a019a6de6");
}

} // namespace telltale::tls::test
