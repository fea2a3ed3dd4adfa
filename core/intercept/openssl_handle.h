// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace telltale::intercept {

template <auto Free>
struct FreeWith {
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
/// A private key. OpenSSL wipes the secret number when the last owner is gone; nothing here prints it.
using PrivateKey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using MemoryBio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using TlsContext = std::unique_ptr<SSL_CTX, FreeWith<SSL_CTX_free>>;
using TlsSession = std::unique_ptr<SSL, FreeWith<SSL_free>>;

/// TLS 1.3, in the order of phones' browsers: OpenSSL's own begins with AES-256, which costs both ends more.
inline constexpr const char *tls13Suites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

} // namespace telltale::intercept
