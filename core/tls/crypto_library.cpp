// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/crypto_library.h"

#include <openssl/err.h>
#include <openssl/provider.h>

namespace telltale::tls {

namespace {

constexpr std::array<const char *, static_cast<std::size_t>(Bulk::count)> cipherNames{nullptr, nullptr, "RC4",
    "RC2-CBC", "DES-CBC", "DES-EDE3-CBC", "IDEA-CBC", "SEED-CBC", "AES-128-CBC", "AES-256-CBC", "CAMELLIA-128-CBC",
    "CAMELLIA-256-CBC", "ARIA-128-CBC", "ARIA-256-CBC", "AES-128-GCM", "AES-256-GCM", "ARIA-128-GCM", "ARIA-256-GCM",
    "AES-128-CCM", "AES-256-CCM", "ChaCha20-Poly1305"};

constexpr std::array<const char *, 5> digestNames{nullptr, "MD5", "SHA1", "SHA2-256", "SHA2-384"};

} // namespace

std::size_t hashSize(Hash hash)
{
    switch (hash) {
    case Hash::none:
        return 0;
    case Hash::md5:
        return 16;
    case Hash::sha1:
        return 20;
    case Hash::sha256:
        return 32;
    case Hash::sha384:
        return 48;
    }
    return 0;
}

const CryptoLibrary &CryptoLibrary::instance()
{
    // Never destroyed: connections with static lifetime may outlive any order of destruction.
    static const auto *library = new CryptoLibrary;
    return *library;
}

const char *CryptoLibrary::digestName(Hash hash)
{
    return digestNames[static_cast<std::size_t>(hash)];
}

CryptoLibrary::CryptoLibrary()
{
    OSSL_LIB_CTX *context = OSSL_LIB_CTX_new();
    OSSL_PROVIDER_load(context, "default");
    OSSL_PROVIDER_load(context, "legacy");
    for (std::size_t i = 0; i < cipherNames.size(); ++i)
        m_ciphers[i] = cipherNames[i] != nullptr ? EVP_CIPHER_fetch(context, cipherNames[i], nullptr) : nullptr;
    for (std::size_t i = 0; i < digestNames.size(); ++i)
        m_digests[i] = digestNames[i] != nullptr ? EVP_MD_fetch(context, digestNames[i], nullptr) : nullptr;
    m_hmac = EVP_MAC_fetch(context, "HMAC", nullptr);
    m_tls1Prf = EVP_KDF_fetch(context, "TLS1-PRF", nullptr);
    m_hkdf = EVP_KDF_fetch(context, "HKDF", nullptr);
    ERR_clear_error();
}

} // namespace telltale::tls
