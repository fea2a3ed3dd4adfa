// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/tls_gcm.h"

#include "intercept/openssl_handle.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <numeric>
#include <openssl/provider.h>
#include <string>
#include <vector>

namespace telltale::intercept {
namespace {

using Cipher = std::unique_ptr<EVP_CIPHER, FreeWith<EVP_CIPHER_free>>;
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;
using Octets = std::vector<std::uint8_t>;

constexpr int tagOctets = 16;

Octets counting(std::size_t size, std::uint8_t first)
{
    Octets octets(size);
    std::iota(octets.begin(), octets.end(), first);
    return octets;
}

/// As libssl uses it: the key once, then a nonce, the header, the text and the tag for each record.
struct Record {
    Octets text;
    Octets tag;
    bool whole = false;
};

class TlsGcm : public testing::TestWithParam<const char *> {
protected:
    void SetUp() override
    {
        if (preferTlsGcm() == nullptr)
            GTEST_SKIP() << "not made for this OpenSSL: " << OpenSSL_version(OPENSSL_VERSION);
        ours.reset(EVP_CIPHER_fetch(nullptr, GetParam(), preferTlsGcm()));
        openssl.reset(EVP_CIPHER_fetch(nullptr, GetParam(), "provider=default"));
        ASSERT_TRUE(ours && openssl);
    }

    static Context begin(const Cipher &cipher, int direction)
    {
        Context context(EVP_CIPHER_CTX_new());
        const Octets key = counting(32, 7);
        EXPECT_EQ(EVP_CipherInit_ex(context.get(), cipher.get(), nullptr, key.data(), nullptr, direction), 1);
        return context;
    }

    static Record run(const Context &context, const Octets &nonce, const Octets &text, Octets tag)
    {
        EVP_CIPHER_CTX *raw = context.get();
        const bool encrypts = EVP_CIPHER_CTX_is_encrypting(raw) == 1;
        const Octets header = counting(5, 23);
        Record record{Octets(text.size() + tagOctets), std::move(tag), false};
        int size = 0, rest = 0;
        EXPECT_EQ(EVP_CipherInit_ex(raw, nullptr, nullptr, nullptr, nonce.data(), -1), 1);
        if (!encrypts) {
            EXPECT_EQ(EVP_CIPHER_CTX_ctrl(raw, EVP_CTRL_AEAD_SET_TAG, tagOctets, record.tag.data()), 1);
        }
        EXPECT_EQ(EVP_CipherUpdate(raw, nullptr, &size, header.data(), static_cast<int>(header.size())), 1);
        EXPECT_EQ(EVP_CipherUpdate(raw, record.text.data(), &size, text.data(), static_cast<int>(text.size())), 1);
        record.whole = EVP_CipherFinal_ex(raw, record.text.data() + size, &rest) == 1;
        record.text.resize(static_cast<std::size_t>(size + rest));
        if (encrypts) {
            record.tag.resize(tagOctets);
            EXPECT_EQ(EVP_CIPHER_CTX_ctrl(raw, EVP_CTRL_AEAD_GET_TAG, tagOctets, record.tag.data()), 1);
        }
        return record;
    }

    Cipher ours, openssl;
};

TEST_P(TlsGcm, IsPreferredAndLeavesTheOthersAlone)
{
    EXPECT_STREQ(OSSL_PROVIDER_get0_name(EVP_CIPHER_get0_provider(ours.get())), "telltale");
    const Cipher other(EVP_CIPHER_fetch(nullptr, "ChaCha20-Poly1305", preferTlsGcm()));
    ASSERT_TRUE(other);
    EXPECT_STREQ(OSSL_PROVIDER_get0_name(EVP_CIPHER_get0_provider(other.get())), "default");
}

TEST_P(TlsGcm, WritesWhatOpenSslReadsAndReadsWhatItWrites)
{
    const Context write = begin(ours, 1), check = begin(openssl, 1);
    const Context read = begin(ours, 0), checkRead = begin(openssl, 0);
    for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 1400U, 16384U}) {
        const Octets nonce = counting(12, static_cast<std::uint8_t>(size));
        const Octets text = counting(size, 1);
        const Record written = run(write, nonce, text, {}), same = run(check, nonce, text, {});
        EXPECT_EQ(written.text, same.text) << size;
        EXPECT_EQ(written.tag, same.tag) << size;
        for (const Context *reader : {&read, &checkRead}) {
            const Record got = run(*reader, nonce, written.text, written.tag);
            EXPECT_TRUE(got.whole) << size;
            EXPECT_EQ(got.text, text) << size;
        }
    }
}

TEST_P(TlsGcm, RefusesWhatWasChanged)
{
    const Context write = begin(ours, 1), read = begin(ours, 0);
    const Octets nonce = counting(12, 0);
    const Record written = run(write, nonce, counting(100, 1), {});
    Record changed = written;
    changed.text[50] ^= 1;
    EXPECT_FALSE(run(read, nonce, changed.text, changed.tag).whole);
    changed = written;
    changed.tag[15] ^= 1;
    EXPECT_FALSE(run(read, nonce, changed.text, changed.tag).whole);
    EXPECT_TRUE(run(read, nonce, written.text, written.tag).whole);
}

TEST_P(TlsGcm, HasNoncesOfTwelveOctetsAndNoOthers)
{
    const Context context = begin(ours, 1);
    EXPECT_EQ(EVP_CIPHER_CTX_get_iv_length(context.get()), 12);
    EXPECT_EQ(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_IVLEN, 12, nullptr), 1);
    EXPECT_LE(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_IVLEN, 16, nullptr), 0);
    EXPECT_EQ(EVP_CIPHER_CTX_get_iv_length(context.get()), 12);
    EXPECT_EQ(EVP_CIPHER_CTX_get_key_length(context.get()), EVP_CIPHER_get_key_length(openssl.get()));
}

INSTANTIATE_TEST_SUITE_P(BothKeys, TlsGcm, testing::Values("AES-128-GCM", "AES-256-GCM"));

} // namespace
} // namespace telltale::intercept
