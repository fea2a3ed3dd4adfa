// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/certificate_parts.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace telltale::intercept {

namespace {

base::Timestamp momentOf(const ASN1_TIME *time)
{
    std::tm fields{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &fields) != 1)
        return {};
    return {static_cast<std::int64_t>(timegm(&fields)) * base::nanosecondsPerSecond};
}

bool setTime(ASN1_TIME *field, base::Timestamp moment)
{
    const auto seconds = static_cast<std::time_t>(moment.nanoseconds / base::nanosecondsPerSecond);
    // UTCTime until 2049, GeneralizedTime after it: RFC 5280 § 4.1.2.5.
    return ASN1_TIME_adj(field, seconds, 0, 0) != nullptr;
}

bool setSerial(X509 *certificate)
{
    const std::unique_ptr<BIGNUM, FreeWith<BN_free>> number(BN_new());
    return number && BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

} // namespace

base::Result<PrivateKey> makeKey()
{
    PrivateKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")); // EVP_EC_gen(), whose cast clang refuses
    if (!key)
        return base::Error{base::ErrorKind::input, "A key could not be made: " + lastOpenSslError() + ".", ""};
    return key;
}

Certificate beginCertificate(EVP_PKEY *key, base::Timestamp from, base::Timestamp until)
{
    Certificate certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1 || !setSerial(certificate.get())
        || !setTime(X509_getm_notBefore(certificate.get()), from)
        || !setTime(X509_getm_notAfter(certificate.get()), until) || X509_set_pubkey(certificate.get(), key) != 1)
        return nullptr;
    return certificate;
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

base::Timestamp startOf(const X509 *certificate)
{
    return momentOf(X509_get0_notBefore(certificate));
}

base::Timestamp endOf(const X509 *certificate)
{
    return momentOf(X509_get0_notAfter(certificate));
}

std::string commonNameOf(const X509 *certificate)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char *text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (size < 0)
        return {};
    std::string name(reinterpret_cast<const char *>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return name;
}

std::string fingerprintOf(const X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    std::string text;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1)
        return text;
    for (unsigned i = 0; i < size; ++i) {
        std::array<char, 4> octet{};
        std::snprintf(octet.data(), octet.size(), i == 0 ? "%02X" : ":%02X", digest[i]);
        text += octet.data();
    }
    return text;
}

std::string pemOf(X509 *certificate)
{
    const MemoryBio memory(BIO_new(BIO_s_mem()));
    if (!memory || PEM_write_bio_X509(memory.get(), certificate) != 1)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

base::ByteBuffer derOf(X509 *certificate)
{
    const int size = i2d_X509(certificate, nullptr);
    base::ByteBuffer der(size > 0 ? static_cast<std::size_t>(size) : 0);
    unsigned char *at = der.data();
    if (size > 0)
        i2d_X509(certificate, &at);
    return der;
}

std::string lastOpenSslError()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(code);
    return reason == nullptr ? "no reason was given" : reason;
}

} // namespace telltale::intercept
