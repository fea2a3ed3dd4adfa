// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/phone_tls.h"

#include "intercept/certificate_parts.h"
#include "intercept/tls_gcm.h"

#include <algorithm>
#include <openssl/err.h>

namespace telltale::intercept {

namespace {

constexpr int echRequired = 121;
/// OpenSSL reports an alert that was received as this number and the alert's.
constexpr int alertReason = SSL_AD_REASON_OFFSET;

int keyLineIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

void handOutKey(const SSL *session, const char *line)
{
    const auto *keyLine =
        static_cast<PhoneTls::KeyLine *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), keyLineIndex()));
    (*keyLine)(line);
}

int alpnIndex()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr,
        [](void *, void *chosen, CRYPTO_EX_DATA *, int, long, void *) { delete static_cast<std::string *>(chosen); });
    return index;
}

int chooseProtocol(
    SSL *session, const unsigned char **out, unsigned char *outSize, const unsigned char *, unsigned, void *)
{
    const auto *chosen = static_cast<const std::string *>(SSL_get_ex_data(session, alpnIndex()));
    if (chosen == nullptr || chosen->empty())
        return SSL_TLSEXT_ERR_NOACK;
    // The server chose from what this phone offered.
    *out = reinterpret_cast<const unsigned char *>(chosen->data());
    *outSize = static_cast<unsigned char>(chosen->size());
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

PhoneTls::PhoneTls(TlsContext context, std::unique_ptr<KeyLine> keyLine)
    : m_keyLine(std::move(keyLine))
    , m_context(std::move(context))
{
}

base::Result<PhoneTls> PhoneTls::begin(KeyLine keyLine)
{
    TlsContext context(SSL_CTX_new_ex(nullptr, preferTlsGcm(), TLS_server_method()));
    auto kept = std::make_unique<KeyLine>(std::move(keyLine));
    if (!context || SSL_CTX_set_ex_data(context.get(), keyLineIndex(), kept.get()) != 1)
        return base::Error{base::ErrorKind::input, "TLS cannot be started: " + lastOpenSslError() + ".", ""};
    SSL_CTX *raw = context.get();
    static constexpr unsigned char name[] = "telltale";
    SSL_CTX_set_keylog_callback(raw, handOutKey);
    SSL_CTX_set_alpn_select_cb(raw, chooseProtocol, nullptr);
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_read_ahead(raw, 1);
    SSL_CTX_set_ciphersuites(raw, tls13Suites);
    SSL_CTX_set_mode(
        raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(raw,
        SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_PRIORITIZE_CHACHA
            | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Sessions live in tickets alone: nothing grows here, and a resumed handshake gives its keys too.
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_session_id_context(raw, name, sizeof name - 1);
    SSL_CTX_set_num_tickets(raw, 1);
    return PhoneTls(std::move(context), std::move(kept));
}

TlsSession PhoneTls::session(X509 *leaf, EVP_PKEY *key, const std::string &alpn) const
{
    TlsSession session(SSL_new(m_context.get()));
    auto chosen = std::make_unique<std::string>(alpn);
    if (!session || SSL_use_cert_and_key(session.get(), leaf, key, nullptr, 1) != 1
        || SSL_set_ex_data(session.get(), alpnIndex(), chosen.get()) != 1)
        return nullptr;
    (void)chosen.release(); // freed with the session
    SSL_set_accept_state(session.get());
    return session;
}

PhoneRefusal refusalOf(unsigned long opensslError)
{
    ERR_clear_error();
    const int reason = ERR_GET_REASON(opensslError);
    if (ERR_GET_LIB(opensslError) != ERR_LIB_SSL || reason < alertReason || reason > alertReason + 255)
        return {false, "handshake_failed", false};
    const int alert = reason - alertReason;
    if (alert == echRequired)
        return {true, "ech_required", true};
    std::string name = SSL_alert_desc_string_long(alert);
    if (name == "unknown")
        return {true, "alert_" + std::to_string(alert), false};
    std::replace(name.begin(), name.end(), ' ', '_');
    if (name == "unknown_CA")
        name = "unknown_ca";
    return {true, name, false};
}

std::string fatalAlert(int description)
{
    return {'\x15', '\x03', '\x03', '\0', '\x02', '\x02', static_cast<char>(description)};
}

} // namespace telltale::intercept
