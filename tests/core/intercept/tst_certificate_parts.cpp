// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/certificate_parts.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace telltale::intercept {
namespace {

TEST(CertificateParts, HoldTimesAndForms)
{
    auto key = makeKey();
    ASSERT_TRUE(key);
    EXPECT_EQ(EVP_PKEY_get_bits(key.value().get()), 256);
    const auto from = *base::parseRfc3339("2026-11-22T10:00:00Z"), until = *base::parseRfc3339("2051-01-02T03:04:05Z");
    const Certificate certificate = beginCertificate(key.value().get(), from, until);
    ASSERT_TRUE(certificate);
    EXPECT_EQ(startOf(certificate.get()), from);
    EXPECT_EQ(endOf(certificate.get()), until) << "also in the form for years after 2049";
    EXPECT_EQ(commonNameOf(certificate.get()), "");
    EXPECT_TRUE(addExtension(certificate.get(), certificate.get(), NID_basic_constraints, "CA:FALSE"));
    EXPECT_FALSE(addExtension(certificate.get(), certificate.get(), NID_basic_constraints, "nonsense"));
    ERR_clear_error();
    ASSERT_NE(X509_sign(certificate.get(), key.value().get(), EVP_sha256()), 0);
    EXPECT_EQ(fingerprintOf(certificate.get()).size(), 32 * 3 - 1U);
    EXPECT_TRUE(pemOf(certificate.get()).starts_with("-----BEGIN CERTIFICATE-----\n"));
    const auto der = derOf(certificate.get());
    const unsigned char *at = der.data();
    const Certificate again(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ASSERT_TRUE(again);
    EXPECT_EQ(X509_cmp(again.get(), certificate.get()), 0);
}

TEST(CertificateParts, HaveSerialNumbersOfTheirOwn)
{
    auto key = makeKey();
    ASSERT_TRUE(key);
    const auto one = beginCertificate(key.value().get(), {}, {}), two = beginCertificate(key.value().get(), {}, {});
    EXPECT_NE(ASN1_INTEGER_cmp(X509_get0_serialNumber(one.get()), X509_get0_serialNumber(two.get())), 0);
}

TEST(CertificateParts, SayWhatOpenSslSaid)
{
    ERR_clear_error();
    EXPECT_EQ(lastOpenSslError(), "no reason was given");
    ERR_raise(ERR_LIB_X509, X509_R_KEY_VALUES_MISMATCH);
    EXPECT_EQ(lastOpenSslError(), "key values mismatch");
    EXPECT_EQ(ERR_peek_error(), 0UL);
}

} // namespace
} // namespace telltale::intercept
