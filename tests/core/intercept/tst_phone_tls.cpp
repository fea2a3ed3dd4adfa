// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/phone_tls.h"

#include "intercept/leaf_certificates.h"
#include "temporary_folder.h"
#include "tls_pair.h"

#include <gtest/gtest.h>
#include <vector>

namespace telltale::intercept {
namespace {

const base::Timestamp today = *base::parseRfc3339("2026-11-22T10:00:00Z");

class Phone : public testing::Test {
protected:
    Phone()
        : authority(std::move(CertificateAuthority::renew(folder.path(), "desk", today).value()))
        , leaves(std::move(LeafCertificates::begin(authority, 3).value()))
        , tls(std::move(PhoneTls::begin([this](std::string_view line) { lines.emplace_back(line); }).value()))
        , client(SSL_CTX_new(TLS_client_method()))
    {
        X509_STORE *store = SSL_CTX_get_cert_store(client.get());
        X509_STORE_add_cert(store, authority.certificate());
        X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(client.get()), today.nanoseconds / base::nanosecondsPerSecond);
        SSL_CTX_set_verify(client.get(), SSL_VERIFY_PEER, nullptr);
    }

    /// A phone that offers h2 and http/1.1.
    TlsSession phone(int version)
    {
        TlsSession session(SSL_new(client.get()));
        SSL_set_min_proto_version(session.get(), version);
        SSL_set_max_proto_version(session.get(), version);
        static constexpr unsigned char offered[] = "\x02h2\x08http/1.1";
        SSL_set_alpn_protos(session.get(), offered, sizeof offered - 1);
        SSL_set1_host(session.get(), "a.example");
        SSL_set_connect_state(session.get());
        return session;
    }

    TlsSession relaySide(const std::string &alpn)
    {
        return tls.session(leaves.leafFor("a.example", today), leaves.key(), alpn);
    }

    TemporaryFolder folder;
    std::vector<std::string> lines;
    CertificateAuthority authority;
    LeafCertificates leaves;
    PhoneTls tls;
    TlsContext client;
};

TEST_F(Phone, GetsTheServersProtocolAndItsKeysAreHandedOut)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const std::string alpn : {"h2", "http/1.1", ""}) {
            lines.clear();
            const auto here = phone(version), there = relaySide(alpn);
            const auto [asked, answered] = converse(here.get(), there.get());
            ASSERT_EQ(asked.result, 1);
            ASSERT_EQ(answered.result, 1);
            const unsigned char *chosen = nullptr;
            unsigned size = 0;
            SSL_get0_alpn_selected(here.get(), &chosen, &size);
            EXPECT_EQ(std::string(reinterpret_cast<const char *>(chosen), size), alpn);
            const std::string label = version == TLS1_2_VERSION ? "CLIENT_RANDOM " : "CLIENT_TRAFFIC_SECRET_0 ";
            EXPECT_TRUE(
                std::any_of(lines.begin(), lines.end(), [&](const auto &line) { return line.starts_with(label); }));
        }
    }
}

TEST_F(Phone, MayResumeAndItsKeysAreHandedOutAgain)
{
    const auto first = phone(TLS1_2_VERSION), there = relaySide("h2");
    ASSERT_EQ(converse(first.get(), there.get()).first.result, 1);
    const std::unique_ptr<SSL_SESSION, FreeWith<SSL_SESSION_free>> kept(SSL_get1_session(first.get()));
    lines.clear();
    const auto second = phone(TLS1_2_VERSION), again = relaySide("h2");
    SSL_set_session(second.get(), kept.get());
    ASSERT_EQ(converse(second.get(), again.get()).first.result, 1);
    EXPECT_EQ(SSL_session_reused(second.get()), 1);
    ASSERT_FALSE(lines.empty());
    EXPECT_TRUE(lines.front().starts_with("CLIENT_RANDOM "));
}

TEST_F(Phone, SaysWhyItDoesNotTrustUs)
{
    const TlsContext stranger(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_verify(stranger.get(), SSL_VERIFY_PEER, nullptr);
    const TlsSession here(SSL_new(stranger.get())), there = relaySide("");
    SSL_set_connect_state(here.get());
    const auto answered = converse(here.get(), there.get()).second;
    const auto refusal = refusalOf(answered.error);
    EXPECT_TRUE(refusal.alert);
    EXPECT_EQ(refusal.reason, "unknown_ca");
    EXPECT_FALSE(refusal.wantsEch);
}

TEST(PhoneRefusal, NamesAlerts)
{
    const auto alert = [](int number) { return refusalOf(ERR_PACK(ERR_LIB_SSL, 0, SSL_AD_REASON_OFFSET + number)); };
    EXPECT_EQ(alert(42).reason, "bad_certificate");
    EXPECT_EQ(alert(46).reason, "certificate_unknown");
    EXPECT_TRUE(alert(121).wantsEch);
    EXPECT_EQ(alert(200).reason, "alert_200");
    const auto ours = refusalOf(ERR_PACK(ERR_LIB_SSL, 0, SSL_R_NO_SHARED_CIPHER));
    EXPECT_FALSE(ours.alert);
    EXPECT_EQ(ours.reason, "handshake_failed");
    EXPECT_FALSE(refusalOf(0).alert);
    EXPECT_EQ(fatalAlert(40), std::string("\x15\x03\x03\x00\x02\x02\x28", 7));
}

} // namespace
} // namespace telltale::intercept
