// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/leaf_certificates.h"

#include "intercept/certificate_parts.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>
#include <openssl/x509v3.h>

namespace telltale::intercept {
namespace {

const base::Timestamp today = *base::parseRfc3339("2026-11-22T10:00:00Z");
constexpr std::int64_t day = 86'400 * base::nanosecondsPerSecond;

class Leaves : public testing::Test {
protected:
    Leaves()
        : authority(std::move(CertificateAuthority::renew(folder.path(), "desk", today).value()))
        , leaves(std::move(LeafCertificates::begin(authority, 3).value()))
    {
    }

    /// As a phone that trusts the authority would.
    bool verifies(X509 *leaf, const char *host, base::Timestamp when)
    {
        const std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>> store(X509_STORE_new());
        X509_STORE_add_cert(store.get(), authority.certificate());
        const std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>> context(X509_STORE_CTX_new());
        X509_STORE_CTX_init(context.get(), store.get(), leaf, nullptr);
        X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context.get());
        X509_VERIFY_PARAM_set_time(rules, when.nanoseconds / base::nanosecondsPerSecond);
        X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_X509_STRICT);
        X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_SSL_SERVER);
        if (X509_VERIFY_PARAM_set1_ip_asc(rules, host) != 1)
            X509_VERIFY_PARAM_set1_host(rules, host, 0);
        return X509_verify_cert(context.get()) == 1;
    }

    TemporaryFolder folder;
    CertificateAuthority authority;
    LeafCertificates leaves;
};

TEST_F(Leaves, VerifyForTheirNameAlone)
{
    X509 *leaf = leaves.leafFor("www.example.org", today);
    ASSERT_NE(leaf, nullptr);
    EXPECT_TRUE(verifies(leaf, "www.example.org", today));
    EXPECT_FALSE(verifies(leaf, "example.org", today));
    EXPECT_TRUE(verifies(leaves.leafFor("203.0.113.7", today), "203.0.113.7", today));
    EXPECT_TRUE(verifies(leaves.leafFor("2001:db8::7", today), "2001:db8::7", today));
    const std::string deep = std::string(60, 'a') + "." + std::string(60, 'b') + ".example";
    EXPECT_TRUE(verifies(leaves.leafFor(deep, today), deep.c_str(), today)) << "longer than a common name";
}

TEST_F(Leaves, AreBackDatedAndNeverOutliveTheAuthority)
{
    X509 *leaf = leaves.leafFor("a.example", today);
    EXPECT_EQ(startOf(leaf).nanoseconds, today.nanoseconds - 2 * day);
    EXPECT_EQ(endOf(leaf), endOf(authority.certificate()));
    EXPECT_LE(endOf(leaf).nanoseconds - startOf(leaf).nanoseconds, 199 * day);
    EXPECT_NE(leaves.leafFor("a.example", {today.nanoseconds + 80 * day}), nullptr);
    EXPECT_EQ(leaves.leafFor("a.example", {today.nanoseconds + 89 * day}), nullptr) << "the authority has expired";
}

TEST_F(Leaves, AreKeptUpToABound)
{
    X509 *first = leaves.leafFor("a.example", today);
    EXPECT_EQ(leaves.leafFor("a.example", today), first);
    for (const char *name : {"b.example", "c.example"})
        leaves.leafFor(name, today);
    const std::string fingerprint = fingerprintOf(leaves.leafFor("a.example", today));
    leaves.leafFor("d.example", today);
    EXPECT_EQ(leaves.size(), 3U);
    EXPECT_EQ(fingerprintOf(leaves.leafFor("a.example", today)), fingerprint) << "used last, kept";
}

TEST_F(Leaves, AreNotMadeForWhatIsNoName)
{
    for (const std::string &name : {std::string(), std::string("a b"), std::string("a.example,DNS:b.example"),
             std::string("*.example"), std::string(300, 'a')})
        EXPECT_EQ(leaves.leafFor(name, today), nullptr) << name;
    EXPECT_EQ(leaves.size(), 0U);
}

} // namespace
} // namespace telltale::intercept
