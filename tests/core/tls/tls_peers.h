// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/origin.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

namespace telltale::tls::test {

struct FreeOpenSsl {
    void operator()(SSL *p) const { SSL_free(p); }
    void operator()(SSL_CTX *p) const { SSL_CTX_free(p); }
    void operator()(SSL_SESSION *p) const { SSL_SESSION_free(p); }
    void operator()(EVP_PKEY *p) const { EVP_PKEY_free(p); }
    void operator()(X509 *p) const { X509_free(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, FreeOpenSsl>;

/// A key with its self-signed certificate.
struct Identity {
    explicit Identity(bool rsa)
        : key(rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048})
                  : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))
        , certificate(X509_new())
    {
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME *name = X509_get_subject_name(certificate.get());
        X509_NAME_add_entry_by_txt(
            name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("phone.test"), -1, -1, 0);
        X509_set_issuer_name(certificate.get(), name);
        X509_sign(certificate.get(), key.get(), EVP_sha256());
    }
    static Identity &rsa()
    {
        static Identity identity(true);
        return identity;
    }
    static Identity &ec()
    {
        static Identity identity(false);
        return identity;
    }
    Owned<EVP_PKEY> key;
    Owned<X509> certificate;
};

struct PeerOptions {
    int version = TLS1_3_VERSION;
    std::string suites; ///< OpenSSL's names; empty for its defaults
    bool encryptThenMac = true;
    bool extendedMasterSecret = true;
    bool tickets = true;
    bool verify = false; ///< the client checks the certificate, which nobody vouches for
    std::string serverGroups; ///< other than the client's first choice: HelloRetryRequest
    bool takesEarlyData = true;
    std::size_t padding = 0; ///< TLS 1.3: pad records to a multiple of this
};

/// One flight of one side, as TCP would carry it.
struct Flight {
    base::Side side;
    base::ByteBuffer bytes;
};

/// A real TLS client and server of OpenSSL that talk through memory; every octet is written down.
class TlsPeers {
public:
    explicit TlsPeers(const PeerOptions &options = {}, SSL_SESSION *resumed = nullptr, TlsPeers *old = nullptr)
        : m_options(options)
    {
        if (old != nullptr) {
            m_serverContext.swap(old->m_serverContext);
            m_clientContext.swap(old->m_clientContext);
        } else {
            m_clientContext.reset(makeContext(TLS_client_method()));
            m_serverContext.reset(makeContext(TLS_server_method()));
            serverSetup();
        }
        m_client.reset(SSL_new(m_clientContext.get()));
        m_server.reset(SSL_new(m_serverContext.get()));
        for (SSL *ssl : {m_client.get(), m_server.get()}) {
            SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
            SSL_set_ex_data(ssl, 0, this);
        }
        SSL_set_connect_state(m_client.get());
        SSL_set_accept_state(m_server.get());
        // What the macros SSL_set_tlsext_host_name and SSL_set1_groups_list do, without their casts.
        std::string host = "phone.test";
        SSL_ctrl(m_client.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
        SSL_set_max_early_data(m_server.get(), options.takesEarlyData ? 16384 : 0);
        if (!options.serverGroups.empty())
            SSL_ctrl(m_server.get(), SSL_CTRL_SET_GROUPS_LIST, 0, m_options.serverGroups.data());
        if (resumed != nullptr)
            SSL_set_session(m_client.get(), resumed);
        if (options.verify)
            SSL_set_verify(m_client.get(), SSL_VERIFY_PEER, nullptr);
    }

    /// False when it fails.
    bool handshake()
    {
        for (int round = 0; round < 10; ++round) {
            const int client = SSL_do_handshake(m_client.get());
            carry();
            const int server = SSL_do_handshake(m_server.get());
            carry();
            if (client == 1 && server == 1)
                break;
        }
        ERR_clear_error();
        read(base::Side::originator); // takes in session tickets
        return SSL_is_init_finished(m_client.get()) == 1 && SSL_is_init_finished(m_server.get()) == 1;
    }

    void say(base::Side side, const std::string &text)
    {
        SSL_write(ssl(side), text.data(), static_cast<int>(text.size()));
        said[base::index(side)] += text;
        carry();
        read(base::opposite(side));
    }

    /// Early data, then the handshake with the server's answer to it.
    bool sayEarly(const std::string &text)
    {
        std::size_t written = 0, got = 0;
        if (SSL_write_early_data(m_client.get(), text.data(), text.size(), &written) != 1)
            return false;
        carry();
        char buffer[4096];
        bool taken = false;
        for (int round = 0; round < 4; ++round) {
            const int what = SSL_read_early_data(m_server.get(), buffer, sizeof buffer, &got);
            taken = taken || (what == SSL_READ_EARLY_DATA_SUCCESS && got > 0);
            if (what != SSL_READ_EARLY_DATA_SUCCESS)
                break;
        }
        carry();
        if (taken)
            said[0] += text;
        return handshake() && taken == m_options.takesEarlyData;
    }

    void updateKey(base::Side side)
    {
        SSL_key_update(ssl(side), SSL_KEY_UPDATE_REQUESTED);
        SSL_do_handshake(ssl(side));
        carry();
        read(base::opposite(side));
    }

    void renegotiate()
    {
        SSL_renegotiate(m_client.get());
        for (int round = 0; round < 6; ++round) {
            SSL_do_handshake(m_client.get());
            carry();
            read(base::Side::responder);
            carry();
        }
    }

    void close(base::Side side)
    {
        SSL_shutdown(ssl(side));
        carry();
    }

    Owned<SSL_SESSION> session() { return Owned<SSL_SESSION>(SSL_get1_session(m_client.get())); }
    SSL *ssl(base::Side side) { return side == base::Side::originator ? m_client.get() : m_server.get(); }

    std::vector<Flight> wire;
    std::string keyLog;
    std::string said[2]; ///< application data of each side that the other took

private:
    SSL_CTX *makeContext(const SSL_METHOD *method)
    {
        SSL_CTX *context = SSL_CTX_new(method);
        SSL_CTX_set_min_proto_version(context, m_options.version);
        SSL_CTX_set_max_proto_version(context, m_options.version);
        SSL_CTX_set_security_level(context, 0);
        SSL_CTX_set_keylog_callback(context, [](const SSL *ssl, const char *line) {
            auto *self = static_cast<TlsPeers *>(SSL_get_ex_data(ssl, 0));
            if (SSL_is_server(ssl) == 0)
                self->keyLog += std::string(line) + "\n";
        });
        const std::string all = m_options.suites.empty() ? "ALL:@SECLEVEL=0" : m_options.suites + ":@SECLEVEL=0";
        if (m_options.version == TLS1_3_VERSION && !m_options.suites.empty())
            SSL_CTX_set_ciphersuites(context, m_options.suites.c_str());
        else
            SSL_CTX_set_cipher_list(context, all.c_str());
        std::uint64_t flags = SSL_OP_NO_ANTI_REPLAY;
        if (!m_options.encryptThenMac)
            flags |= SSL_OP_NO_ENCRYPT_THEN_MAC;
        if (!m_options.extendedMasterSecret)
            flags |= SSL_OP_NO_EXTENDED_MASTER_SECRET;
        if (!m_options.tickets)
            flags |= SSL_OP_NO_TICKET;
        flags |= SSL_OP_ALLOW_CLIENT_RENEGOTIATION;
        SSL_CTX_set_options(context, flags);
        if (m_options.padding > 0)
            SSL_CTX_set_block_padding(context, m_options.padding);
        static const unsigned char protocols[] = "\x08http/1.1";
        SSL_CTX_set_alpn_protos(context, protocols, 9);
        return context;
    }

    void serverSetup()
    {
        SSL_CTX *context = m_serverContext.get();
        for (Identity *identity : {&Identity::rsa(), &Identity::ec()}) {
            SSL_CTX_use_certificate(context, identity->certificate.get());
            SSL_CTX_use_PrivateKey(context, identity->key.get());
        }
        SSL_CTX_set_dh_auto(context, 1);
        SSL_CTX_set_max_early_data(context, 16384);
        SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char *>("test"), 4);
        SSL_CTX_set_alpn_select_cb(
            context,
            [](SSL *, const unsigned char **out, unsigned char *size, const unsigned char *in, unsigned, void *) {
                *out = in + 1;
                *size = in[0];
                return SSL_TLSEXT_ERR_OK;
            },
            nullptr);
    }

    void carry()
    {
        for (const auto side : {base::Side::originator, base::Side::responder}) {
            BIO *out = SSL_get_wbio(ssl(side));
            char *bytes = nullptr;
            const long size = BIO_get_mem_data(out, &bytes);
            if (size <= 0)
                continue;
            const base::ByteView view(reinterpret_cast<const std::uint8_t *>(bytes), static_cast<std::size_t>(size));
            wire.push_back({side, base::toBuffer(view)});
            BIO_write(SSL_get_rbio(ssl(base::opposite(side))), bytes, static_cast<int>(size));
            BIO_reset(out);
        }
    }

    void read(base::Side side)
    {
        char buffer[16384];
        while (SSL_read(ssl(side), buffer, sizeof buffer) > 0) { }
        ERR_clear_error();
        carry();
    }

    PeerOptions m_options;
    Owned<SSL_CTX> m_clientContext, m_serverContext;
    Owned<SSL> m_client, m_server;
};

} // namespace telltale::tls::test
