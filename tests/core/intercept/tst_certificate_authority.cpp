// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/certificate_authority.h"

#include "intercept/certificate_parts.h"
#include "temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

namespace telltale::intercept {
namespace {

const base::Timestamp today = *base::parseRfc3339("2026-11-22T10:00:00Z");

base::Timestamp inDays(std::int64_t days)
{
    return {today.nanoseconds + days * 86'400 * base::nanosecondsPerSecond};
}

TEST(CertificateAuthority, IsNamedAfterTheComputerAndTheDate)
{
    const TemporaryFolder folder;
    const auto made = CertificateAuthority::open(folder.path() + "/ca", "desk", today);
    ASSERT_TRUE(made);
    EXPECT_EQ(made.value().origin(), CertificateAuthority::Origin::made);
    X509 *certificate = made.value().certificate();
    EXPECT_EQ(commonNameOf(certificate), "Telltale on desk, 2026-11-22");
    EXPECT_EQ(startOf(certificate), inDays(-2));
    EXPECT_EQ(endOf(certificate), inDays(88));
    EXPECT_EQ(X509_check_ca(certificate), 1);
    EXPECT_EQ(X509_get_pathlen(certificate), 0);
    EXPECT_EQ(X509_get_key_usage(certificate), static_cast<unsigned>(KU_KEY_CERT_SIGN | KU_CRL_SIGN));
    EXPECT_EQ(X509_verify(certificate, made.value().key()), 1);
    EXPECT_EQ(EVP_PKEY_get_bits(made.value().key()), 256);
}

TEST(CertificateAuthority, StaysTheSameUntilItsLastDay)
{
    const TemporaryFolder folder;
    const auto made = CertificateAuthority::open(folder.path(), "desk", today);
    ASSERT_TRUE(made);
    const auto loaded = CertificateAuthority::open(folder.path(), "desk", inDays(80));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded.value().origin(), CertificateAuthority::Origin::loaded);
    EXPECT_EQ(X509_cmp(made.value().certificate(), loaded.value().certificate()), 0);
    const auto renewed = CertificateAuthority::open(folder.path(), "desk", inDays(87));
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed.value().origin(), CertificateAuthority::Origin::renewed);
    EXPECT_NE(X509_cmp(made.value().certificate(), renewed.value().certificate()), 0);
    EXPECT_EQ(EVP_PKEY_eq(made.value().key(), renewed.value().key()), 0) << "a new key, too";
}

TEST(CertificateAuthority, IsGoneWhenDeleted)
{
    const TemporaryFolder folder;
    ASSERT_TRUE(CertificateAuthority::renew(folder.path(), "desk", today));
    EXPECT_TRUE(CertificateAuthority::existsIn(folder.path()));
    ASSERT_TRUE(CertificateAuthority::remove(folder.path()));
    EXPECT_FALSE(CertificateAuthority::existsIn(folder.path()));
    EXPECT_FALSE(CertificateAuthority::load(folder.path()));
}

TEST(CertificateAuthority, KeepsTheDateOfALongName)
{
    const TemporaryFolder folder;
    const auto made = CertificateAuthority::open(folder.path(), std::string(200, 'n'), today);
    ASSERT_TRUE(made);
    const auto name = commonNameOf(made.value().certificate());
    EXPECT_EQ(name.size(), 64U);
    EXPECT_TRUE(name.ends_with(", 2026-11-22"));
}

TEST(CertificateAuthority, RefusesWhatIsNoneAndSaysHowToMendIt)
{
    const TemporaryFolder folder;
    const std::string file = CertificateAuthority::fileIn(folder.path());
    const auto refused = [&](const std::string &content) {
        std::ofstream(file) << content;
        ::chmod(file.c_str(), 0600);
        const auto loaded = CertificateAuthority::open(folder.path(), "desk", today);
        return !loaded && loaded.error().remedy.find("telltale-cli ca --renew") != std::string::npos;
    };
    EXPECT_TRUE(refused(""));
    EXPECT_TRUE(refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    ASSERT_TRUE(CertificateAuthority::renew(folder.path(), "desk", today));
    std::ifstream whole(file);
    const std::string good((std::istreambuf_iterator<char>(whole)), {});
    for (const std::size_t size : {good.size() / 4, good.size() / 2, good.size() - 40})
        EXPECT_TRUE(refused(good.substr(0, size))) << size;
    const TemporaryFolder other;
    const auto second = CertificateAuthority::renew(other.path(), "desk", today);
    ASSERT_TRUE(second);
    EXPECT_TRUE(refused(good.substr(0, good.find("-----BEGIN CERT")) + pemOf(second.value().certificate())));
}

TEST(CertificateAuthority, LivesInTheDataFolder)
{
    ::setenv("XDG_DATA_HOME", "/data", 1);
    EXPECT_EQ(CertificateAuthority::defaultFolder(), "/data/telltale/ca");
    ::unsetenv("XDG_DATA_HOME");
    ::setenv("HOME", "/home/u", 1);
    EXPECT_EQ(CertificateAuthority::defaultFolder(), "/home/u/.local/share/telltale/ca");
    ::unsetenv("HOME");
    EXPECT_EQ(CertificateAuthority::defaultFolder(), "");
    EXPECT_FALSE(computerName().empty());
}

} // namespace
} // namespace telltale::intercept
