// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/cipher_suite_names.h"

#include "octets.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

TEST(CipherSuiteNames, someOfEachRange)
{
    EXPECT_EQ(shortSuiteName(0x0000), "NULL_WITH_NULL_NULL");
    EXPECT_EQ(shortSuiteName(0x002f), "RSA_WITH_AES_128_CBC_SHA");
    EXPECT_EQ(shortSuiteName(0x1301), "AES_128_GCM_SHA256");
    EXPECT_EQ(shortSuiteName(0xc02f), "ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    EXPECT_EQ(shortSuiteName(0xcca8), "ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    EXPECT_EQ(shortSuiteName(0x1234), "");
    EXPECT_EQ(shortSuiteName(0xffff), "");
}

} // namespace telltale::tls::test
