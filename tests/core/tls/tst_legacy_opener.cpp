// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/legacy_opener.h"

#include "sealing.h"

#include <gtest/gtest.h>

#include "tls/aead_protection.h"

namespace telltale::tls::test {

namespace {

const auto key = octets("000102030405060708090a0b0c0d0e0f");

base::ByteBuffer sealed(std::uint64_t sequence)
{
    const auto nonce = number(sequence + 100, 8);
    return nonce
        + encrypt(EVP_aes_128_gcm(), key, octets("a0a1a2a3") + nonce, fromText("x"),
            number(sequence, 8) + octets("17 0303 0001"));
}

struct Fixture {
    RecordOpener::Status open(const base::ByteBuffer &fragment)
    {
        return opener.open(appData(fragment), scratch, opened);
    }
    LegacyOpener opener{makeProtection(0x0303, *cipherSuite(0xc02f), false, {{}, key, iv})};
    base::ByteBuffer scratch;
    RecordOpener::Opened opened;
    static inline const base::ByteBuffer iv = octets("a0a1a2a3");
};

} // namespace

TEST(LegacyOpener, opensInOrderAndFindsItsPlaceAgain)
{
    using Status = RecordOpener::Status;
    Fixture f;
    EXPECT_EQ(f.open(sealed(0)), Status::opened);
    EXPECT_EQ(base::asText(f.opened.content), "x");
    EXPECT_EQ(f.opened.type, ContentType::applicationData);
    f.opener.lost(0);
    EXPECT_EQ(f.open(sealed(1000)), Status::opened);
    EXPECT_EQ(f.open(sealed(1005)), Status::failed) << "no hole was told";
    EXPECT_EQ(f.open(sealed(1006)), Status::opened) << "but after a failure a few are tried";
    f.opener.skip(10);
    EXPECT_EQ(f.open(sealed(1017)), Status::opened);
}

} // namespace telltale::tls::test
