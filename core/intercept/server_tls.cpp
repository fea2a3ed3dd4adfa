// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/server_tls.h"

#include "intercept/certificate_parts.h"
#include "intercept/tls_gcm.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <unistd.h>

namespace telltale::intercept {

namespace {

using base::Error;
using base::ErrorKind;

int askedMark()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

/// Any address but null; what lies there does not matter.
int mark = 0;

int noteRequest(SSL *session, X509 **, EVP_PKEY **)
{
    SSL_set_ex_data(session, askedMark(), &mark);
    return 0; // none is sent
}

/// One file with all anchors, as distributions have it. OpenSSL's own default is a folder that is read
/// certificate by certificate when one is needed, which the confined relay cannot do.
std::string systemAnchors()
{
    if (const char *named = std::getenv("SSL_CERT_FILE"); named != nullptr && *named != 0)
        return named;
    for (const char *file : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
             "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"})
        if (::access(file, R_OK) == 0)
            return file;
    return {};
}

} // namespace

ServerTls::ServerTls(TlsContext context)
    : m_context(std::move(context))
{
}

base::Result<ServerTls> ServerTls::begin(const std::vector<std::string> &furtherAnchors)
{
    TlsContext context(SSL_CTX_new_ex(nullptr, preferTlsGcm(), TLS_client_method()));
    if (!context)
        return Error{ErrorKind::input, "TLS cannot be started: " + lastOpenSslError() + ".", ""};
    SSL_CTX *raw = context.get();
    const std::string system = systemAnchors();
    if (system.empty() && furtherAnchors.empty())
        return Error{ErrorKind::input, "This computer has no list of trusted certificate authorities.",
            "Install ca-certificates, or give --upstream-ca FILE."};
    if (!system.empty() && SSL_CTX_load_verify_file(raw, system.c_str()) != 1)
        return Error{ErrorKind::input,
            "The trusted authorities in " + system + " cannot be read: " + lastOpenSslError() + ".",
            "Install ca-certificates, or set SSL_CERT_FILE."};
    for (const std::string &file : furtherAnchors)
        if (SSL_CTX_load_verify_file(raw, file.c_str()) != 1)
            return Error{ErrorKind::input, "--upstream-ca " + file + " cannot be read: " + lastOpenSslError() + ".",
                "Give a file with certificates in PEM form."};
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_read_ahead(raw, 1);
    SSL_CTX_set_ciphersuites(raw, tls13Suites);
    SSL_CTX_set_mode(
        raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(raw, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_client_cert_cb(raw, noteRequest);
    return ServerTls(std::move(context));
}

TlsSession ServerTls::session(
    const std::string &host, const std::string &address, const std::vector<std::string> &alpn) const
{
    TlsSession session(SSL_new(m_context.get()));
    if (!session)
        return nullptr;
    SSL *raw = session.get();
    SSL_set_hostflags(raw, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    const bool named = host.empty() ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(raw), address.c_str()) == 1
                                    : SSL_set1_host(raw, host.c_str()) == 1
            && SSL_ctrl(raw, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char *>(host.c_str()))
                == 1;
    std::string list;
    for (const std::string &name : alpn)
        list += static_cast<char>(name.size()) + name;
    const auto *octets = reinterpret_cast<const unsigned char *>(list.data());
    if (!named || (!list.empty() && SSL_set_alpn_protos(raw, octets, static_cast<unsigned>(list.size())) != 0))
        return nullptr; // a name that cannot be verified must not be connected to
    SSL_set_connect_state(raw);
    return session;
}

std::vector<std::string> readableProtocols(const std::vector<std::string> &offered)
{
    std::vector<std::string> readable;
    std::copy_if(offered.begin(), offered.end(), std::back_inserter(readable), [&](const std::string &name) {
        return (name == "h2" || name == "http/1.1")
            && std::find(readable.begin(), readable.end(), name) == readable.end();
    });
    return readable;
}

const char *certificateFailure(long verifyResult)
{
    switch (verifyResult) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return "certificate_expired";
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return "certificate_not_yet_valid";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return "self_signed";
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED:
        return "unknown_issuer";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return "wrong_name";
    case X509_V_ERR_CERT_REVOKED:
        return "certificate_revoked";
    default:
        return "bad_certificate";
    }
}

bool isUnknownAuthority(long verifyResult)
{
    return std::string_view(certificateFailure(verifyResult)) == "unknown_issuer";
}

bool askedForCertificate(const SSL *session)
{
    return SSL_get_ex_data(session, askedMark()) != nullptr;
}

} // namespace telltale::intercept
