// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/server_tls.h"

#include "intercept/certificate_parts.h"
#include "intercept/leaf_certificates.h"
#include "temporary_folder.h"
#include "tls_pair.h"

#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <openssl/x509v3.h>

namespace telltale::intercept {
namespace {

base::Timestamp now()
{
    using namespace std::chrono;
    return {duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count()};
}

constexpr std::int64_t day = 86'400 * base::nanosecondsPerSecond;

/// A server whose authority is given with --upstream-ca, or is not.
class Servers : public testing::Test {
protected:
    Servers()
        : authority(std::move(CertificateAuthority::renew(folder.path(), "server", now()).value()))
        , leaves(std::move(LeafCertificates::begin(authority, 3).value()))
        , anchors(folder.path() + "/root.pem")
        , context(SSL_CTX_new(TLS_server_method()))
    {
        std::ofstream(anchors) << pemOf(authority.certificate());
    }

    long verdict(
        X509 *leaf, EVP_PKEY *key, const std::string &host, const std::string &address, bool trusted, bool asks = false)
    {
        // The empty list of a machine without one: what is trusted is only what is given.
        auto tls = ServerTls::begin(trusted ? std::vector{anchors} : std::vector<std::string>{});
        EXPECT_TRUE(tls);
        const TlsSession server(SSL_new(context.get()));
        SSL_use_cert_and_key(server.get(), leaf, key, nullptr, 1);
        if (asks)
            SSL_set_verify(server.get(), SSL_VERIFY_PEER, nullptr);
        SSL_set_accept_state(server.get());
        const auto client = tls.value().session(host, address, {"h2"});
        EXPECT_TRUE(client);
        const auto end = converse(client.get(), server.get()).first;
        asked = askedForCertificate(client.get());
        EXPECT_EQ(end.result == 1, SSL_get_verify_result(client.get()) == X509_V_OK);
        return SSL_get_verify_result(client.get());
    }

    bool asked = false;
    TemporaryFolder folder;
    CertificateAuthority authority;
    LeafCertificates leaves;
    std::string anchors;
    TlsContext context;
};

TEST_F(Servers, AreVerifiedAsThePhoneWould)
{
    X509 *leaf = leaves.leafFor("a.example", now());
    EXPECT_EQ(verdict(leaf, leaves.key(), "a.example", "", true), X509_V_OK);
    EXPECT_FALSE(asked);
    EXPECT_STREQ(certificateFailure(verdict(leaf, leaves.key(), "b.example", "", true)), "wrong_name");
    EXPECT_STREQ(certificateFailure(verdict(leaf, leaves.key(), "a.example", "", false)), "unknown_issuer");
    EXPECT_STREQ(certificateFailure(verdict(leaf, leaves.key(), "", "203.0.113.7", true)), "wrong_name");
    EXPECT_EQ(verdict(leaves.leafFor("203.0.113.7", now()), leaves.key(), "", "203.0.113.7", true), X509_V_OK);
}

TEST_F(Servers, MayNotBeExpiredOrSignedByThemselves)
{
    const auto old = leaves.leafFor("a.example", now());
    ASSERT_NE(
        ASN1_TIME_adj(X509_getm_notAfter(old), (now().nanoseconds - day) / base::nanosecondsPerSecond, 0, 0), nullptr);
    ASSERT_NE(X509_sign(old, authority.key(), EVP_sha256()), 0);
    EXPECT_STREQ(certificateFailure(verdict(old, leaves.key(), "a.example", "", true)), "certificate_expired");

    auto key = makeKey();
    const auto own = beginCertificate(key.value().get(), {now().nanoseconds - day}, {now().nanoseconds + day});
    ASSERT_TRUE(addExtension(own.get(), own.get(), NID_subject_alt_name, "DNS:a.example"));
    const auto *name = reinterpret_cast<const unsigned char *>("own");
    X509_NAME_add_entry_by_NID(X509_get_subject_name(own.get()), NID_commonName, MBSTRING_UTF8, name, 3, -1, 0);
    X509_set_issuer_name(own.get(), X509_get_subject_name(own.get()));
    ASSERT_NE(X509_sign(own.get(), key.value().get(), EVP_sha256()), 0);
    EXPECT_STREQ(certificateFailure(verdict(own.get(), key.value().get(), "a.example", "", true)), "self_signed");
}

TEST_F(Servers, ThatAskForACertificateAreNoticed)
{
    verdict(leaves.leafFor("a.example", now()), leaves.key(), "a.example", "", true, true);
    EXPECT_TRUE(asked);
}

TEST(ServerTls, SaysWhichFileCannotBeRead)
{
    const auto refused = ServerTls::begin({"/nonexistent.pem"});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("/nonexistent.pem"), std::string::npos);
}

TEST(ServerTls, OffersWhatCanBeRead)
{
    using Names = std::vector<std::string>;
    EXPECT_EQ(readableProtocols({"h3", "http/1.1", "h2", "http/1.1", "spdy/3"}), (Names{"http/1.1", "h2"}));
    EXPECT_EQ(readableProtocols({"imap"}), Names());
    EXPECT_TRUE(isUnknownAuthority(X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN));
    EXPECT_FALSE(isUnknownAuthority(X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT));
    EXPECT_STREQ(certificateFailure(X509_V_ERR_INVALID_PURPOSE), "bad_certificate");
}

} // namespace
} // namespace telltale::intercept
