// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <array>
#include <cstdint>
#include <memory>

namespace telltale::tls {

enum class Hash : std::uint8_t { none, md5, sha1, sha256, sha384 };
/// Octets of a digest; 0 for none.
std::size_t hashSize(Hash hash);

enum class Bulk : std::uint8_t {
    unknown,
    null,
    rc4,
    rc2,
    des,
    tripleDes,
    idea,
    seed,
    aes128Cbc,
    aes256Cbc,
    camellia128Cbc,
    camellia256Cbc,
    aria128Cbc,
    aria256Cbc,
    aes128Gcm,
    aes256Gcm,
    aria128Gcm,
    aria256Gcm,
    aes128Ccm,
    aes256Ccm,
    chacha20Poly1305,
    count
};

/// OpenSSL in a library context of its own, so that old ciphers can be had (the "legacy" provider, where it is
/// installed) without changing what the rest of the process negotiates. Made at first use, never destroyed.
class CryptoLibrary {
public:
    static const CryptoLibrary &instance();

    /// Null where the installed OpenSSL lacks the algorithm.
    [[nodiscard]] const EVP_CIPHER *cipher(Bulk bulk) const { return m_ciphers[static_cast<std::size_t>(bulk)]; }
    [[nodiscard]] const EVP_MD *digest(Hash hash) const { return m_digests[static_cast<std::size_t>(hash)]; }
    [[nodiscard]] EVP_MAC *hmac() const { return m_hmac; }
    [[nodiscard]] EVP_KDF *tls1Prf() const { return m_tls1Prf; }
    [[nodiscard]] EVP_KDF *hkdf() const { return m_hkdf; }
    /// OpenSSL's name, "SHA2-256".
    static const char *digestName(Hash hash);

private:
    CryptoLibrary();

    std::array<const EVP_CIPHER *, static_cast<std::size_t>(Bulk::count)> m_ciphers{};
    std::array<const EVP_MD *, 5> m_digests{};
    EVP_MAC *m_hmac = nullptr;
    EVP_KDF *m_tls1Prf = nullptr;
    EVP_KDF *m_hkdf = nullptr;
};

template <auto free>
struct OpenSslDeleter {
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, OpenSslDeleter<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, OpenSslDeleter<EVP_MD_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, OpenSslDeleter<EVP_MAC_CTX_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, OpenSslDeleter<EVP_KDF_CTX_free>>;

} // namespace telltale::tls
