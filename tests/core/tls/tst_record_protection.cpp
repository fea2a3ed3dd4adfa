// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/record_protection.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

TEST(RecordProtection, everySuiteHasOneWithKeysOfItsSizes)
{
    const base::ByteBuffer octetsOfAll(64, 1);
    const base::ByteView all = octetsOfAll;
    int made = 0;
    for (unsigned number = 0; number <= 0xffff; ++number) {
        const auto suite = cipherSuite(static_cast<std::uint16_t>(number));
        if (!suite)
            continue;
        const std::uint16_t version = number >> 8 == 0x13 ? 0x0304 : 0x0303;
        const std::size_t fixedNonce = version == 0x0304 || suite->bulk == Bulk::chacha20Poly1305 ? 12 : 4;
        const DirectionKeys keys{all.first(hashSize(suite->mac)), all.first(suite->keyBytes),
            all.first(suite->kind == CipherKind::aead ? fixedNonce : suite->blockBytes)};
        const bool hasCipher = suite->bulk == Bulk::null || suite->bulk == Bulk::idea
            || CryptoLibrary::instance().cipher(suite->bulk) != nullptr;
        EXPECT_EQ(makeProtection(version, *suite, false, keys) != nullptr, hasCipher) << number;
        made += hasCipher ? 1 : 0;
    }
    EXPECT_GT(made, 150);
}

} // namespace telltale::tls::test
