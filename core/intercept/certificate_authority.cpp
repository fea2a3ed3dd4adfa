// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/certificate_authority.h"

#include "intercept/certificate_parts.h"
#include "intercept/private_file.h"

#include <array>
#include <cstdlib>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

namespace telltale::intercept {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::int64_t day = 86'400 * base::nanosecondsPerSecond;
constexpr std::int64_t backDated = 2 * day, lifetime = 90 * day, renewedBefore = day;

Error broken(const std::string &file, const std::string &what)
{
    return {ErrorKind::input, "The certificate authority in " + file + " cannot be used: " + what + ".",
        "telltale-cli ca --renew makes a new one, which the phone must be given again."};
}

Certificate makeCertificate(EVP_PKEY *key, const std::string &computer, base::Timestamp now)
{
    const base::Timestamp from{now.nanoseconds - backDated};
    Certificate certificate = beginCertificate(key, from, {from.nanoseconds + lifetime});
    if (!certificate)
        return nullptr;
    X509 *raw = certificate.get();
    // RFC 5280 allows a common name 64 characters; the date must stay.
    const std::string date = ", " + base::formatRfc3339(now).substr(0, 10), begin = "Telltale on ";
    const std::string name = begin + computer.substr(0, 64 - date.size() - begin.size()) + date;
    X509_NAME *subject = X509_get_subject_name(raw);
    const auto *text = reinterpret_cast<const unsigned char *>(name.data());
    if (X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, text, static_cast<int>(name.size()), -1, 0)
            != 1
        || X509_set_issuer_name(raw, subject) != 1
        || !addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        || !addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign")
        || !addExtension(raw, raw, NID_subject_key_identifier, "hash") || X509_sign(raw, key, EVP_sha256()) == 0)
        return nullptr;
    return certificate;
}

/// Both in one file, so that a crash cannot leave a certificate without its key. Wiped by the caller.
bool writeBoth(BIO *memory, X509 *certificate, EVP_PKEY *key)
{
    return PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr) == 1
        && PEM_write_bio_X509(memory, certificate) == 1;
}

} // namespace

CertificateAuthority::CertificateAuthority(Certificate certificate, PrivateKey key, Origin origin)
    : m_certificate(std::move(certificate))
    , m_key(std::move(key))
    , m_origin(origin)
{
}

std::string CertificateAuthority::defaultFolder()
{
    if (const char *data = std::getenv("XDG_DATA_HOME"); data != nullptr && data[0] == '/')
        return std::string(data) + "/telltale/ca";
    const char *home = std::getenv("HOME");
    return home == nullptr || home[0] != '/' ? std::string() : std::string(home) + "/.local/share/telltale/ca";
}

std::string CertificateAuthority::fileIn(const std::string &folder)
{
    return folder + "/authority.pem";
}

bool CertificateAuthority::existsIn(const std::string &folder)
{
    return ::access(fileIn(folder).c_str(), F_OK) == 0;
}

Result<CertificateAuthority> CertificateAuthority::load(const std::string &folder)
{
    const std::string file = fileIn(folder);
    auto content = readPrivateFile(file);
    if (!content)
        return content.error();
    const MemoryBio memory(BIO_new_mem_buf(content.value().data(), static_cast<int>(content.value().size())));
    PrivateKey key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
    Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!key || !certificate)
        return broken(file, "it does not hold a key and a certificate (" + lastOpenSslError() + ")");
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        return broken(file, "its key does not belong to its certificate");
    if (X509_check_ca(certificate.get()) != 1)
        return broken(file, "its certificate is not that of an authority");
    return CertificateAuthority(std::move(certificate), std::move(key), Origin::loaded);
}

Result<CertificateAuthority> CertificateAuthority::renew(
    const std::string &folder, const std::string &computer, base::Timestamp now)
{
    auto key = makeKey();
    if (!key)
        return key.error();
    Certificate certificate = makeCertificate(key.value().get(), computer, now);
    const MemoryBio memory(BIO_new(BIO_s_secmem()));
    if (!certificate || !memory || !writeBoth(memory.get(), certificate.get(), key.value().get()))
        return Error{ErrorKind::input, "The certificate could not be made: " + lastOpenSslError() + ".", ""};
    char *text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    const bool first = !existsIn(folder);
    const auto written = writePrivateFile(folder, fileIn(folder), {text, static_cast<std::size_t>(size)});
    OPENSSL_cleanse(text, static_cast<std::size_t>(size));
    if (!written)
        return written.error();
    return CertificateAuthority(std::move(certificate), std::move(key.value()), first ? Origin::made : Origin::renewed);
}

Result<CertificateAuthority> CertificateAuthority::open(
    const std::string &folder, const std::string &computer, base::Timestamp now)
{
    if (!existsIn(folder))
        return renew(folder, computer, now);
    auto loaded = load(folder);
    if (loaded && endOf(loaded.value().certificate()).nanoseconds - renewedBefore <= now.nanoseconds)
        return renew(folder, computer, now);
    return loaded;
}

base::Status CertificateAuthority::remove(const std::string &folder)
{
    return removePrivateFile(fileIn(folder));
}

std::string computerName()
{
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == 0)
        return "this computer";
    return name.data();
}

} // namespace telltale::intercept
