// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/prf.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <string>

namespace telltale::tls {

namespace {

OSSL_PARAM octets(const char *key, base::ByteView bytes)
{
    // OSSL_PARAM has no const form; the library only reads what is set.
    return OSSL_PARAM_construct_octet_string(key, const_cast<std::uint8_t *>(bytes.data()), bytes.size());
}

} // namespace

base::ByteBuffer digestOf(Hash hash, std::initializer_list<base::ByteView> parts)
{
    const DigestContext context(EVP_MD_CTX_new());
    const EVP_MD *digest = CryptoLibrary::instance().digest(hash);
    if (!context || digest == nullptr || EVP_DigestInit_ex2(context.get(), digest, nullptr) != 1)
        return {};
    for (const auto &part : parts)
        EVP_DigestUpdate(context.get(), part.data(), part.size());
    base::ByteBuffer out(hashSize(hash));
    if (EVP_DigestFinal_ex(context.get(), out.data(), nullptr) != 1)
        return {};
    return out;
}

Secret tlsPrf(std::uint16_t version, Hash hash, base::ByteView secret, std::string_view label, base::ByteView seed,
    std::size_t size)
{
    const KdfContext context(EVP_KDF_CTX_new(CryptoLibrary::instance().tls1Prf()));
    if (!context)
        return {};
    std::string digest = version >= 0x0303 ? CryptoLibrary::digestName(hash) : "MD5-SHA1";
    static constexpr std::uint8_t nothing = 0;
    const std::array params{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        octets(OSSL_KDF_PARAM_SECRET, secret.empty() ? base::ByteView(&nothing, 0) : secret),
        octets(OSSL_KDF_PARAM_SEED, base::asBytes(label)), // seeds add up
        octets(OSSL_KDF_PARAM_SEED, seed),
        OSSL_PARAM_construct_end(),
    };
    Secret out(size);
    return EVP_KDF_derive(context.get(), out.data(), out.size(), params.data()) == 1 ? out : Secret();
}

Secret ssl3Prf(base::ByteView secret, base::ByteView seed, std::size_t size)
{
    Secret out(size);
    std::string salt;
    for (std::size_t at = 0; at < size && salt.size() < 26; at += 16) {
        // "A", "BB", "CCC" …
        salt.assign(salt.size() + 1, static_cast<char>('A' + salt.size()));
        const auto inner = digestOf(Hash::sha1, {base::asBytes(salt), secret, seed});
        const auto block = digestOf(Hash::md5, {secret, inner});
        if (block.empty())
            return {};
        std::copy_n(block.begin(), std::min<std::size_t>(16, size - at), out.data() + at);
    }
    return out;
}

} // namespace telltale::tls
