// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/certificate_page.h"

#include "intercept/relay_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace telltale::intercept {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

CertificatePage samplePage()
{
    return CertificatePage(
        {"Telltale on <desk> & co, 2026-11-22", "AB:CD", "2027-02-18", "-----BEGIN-----\n", {0x30, 0x82, 0x00, 0x01}});
}

PageAnswer ask(const std::string &line)
{
    return samplePage().answer(line + "\r\nHost: x\r\n\r\n").value_or(PageAnswer{"nothing", false});
}

TEST(CertificatePage, ShowsWhatThePhoneShouldKnow)
{
    const auto page = ask("GET / HTTP/1.1");
    EXPECT_THAT(page.bytes, StartsWith("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"));
    EXPECT_THAT(page.bytes, HasSubstr("Telltale on &lt;desk&gt; &amp; co"));
    EXPECT_THAT(page.bytes, HasSubstr("<code>AB:CD</code>"));
    for (const char *word :
        {"Android 14 to 16", "Android 11 to 13", "Android 7 to 10", "HyperOS", "Certificate Trust Settings",
            "pin a certificate", "PCAPdroid", "Remove it afterwards", "prefers-color-scheme: dark", "2027-02-18"})
        EXPECT_THAT(page.bytes, HasSubstr(word));
    EXPECT_THAT(page.bytes, Not(HasSubstr("{{"))) << "all places are filled in";
    EXPECT_FALSE(page.gaveCertificate);
}

TEST(CertificatePage, GivesTheCertificate)
{
    const auto der = ask("GET /telltale.crt HTTP/1.1");
    EXPECT_THAT(der.bytes, HasSubstr("Content-Type: application/x-x509-ca-cert\r\nContent-Length: 4\r\n"));
    EXPECT_THAT(der.bytes, HasSubstr("attachment; filename=\"telltale.crt\""));
    EXPECT_TRUE(der.bytes.ends_with(std::string("\r\n\r\n\x30\x82\x00\x01", 8)));
    EXPECT_TRUE(der.gaveCertificate);
    EXPECT_TRUE(ask("GET /telltale.pem?again HTTP/1.0").bytes.ends_with("\r\n\r\n-----BEGIN-----\n"));
    const auto profile = ask("GET /telltale.mobileconfig HTTP/1.1");
    EXPECT_THAT(profile.bytes, HasSubstr("application/x-apple-aspen-config"));
    EXPECT_THAT(profile.bytes, HasSubstr("<data>MIIAAQ==</data>"));
    EXPECT_TRUE(profile.gaveCertificate);
    const auto head = ask("HEAD /telltale.crt HTTP/1.1");
    EXPECT_TRUE(head.bytes.ends_with("\r\n\r\n"));
    EXPECT_THAT(head.bytes, HasSubstr("Content-Length: 4\r\n"));
    EXPECT_FALSE(head.gaveCertificate);
}

TEST(CertificatePage, RefusesEverythingElse)
{
    EXPECT_THAT(ask("GET /etc/passwd HTTP/1.1").bytes, StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("GET /../authority.pem HTTP/1.1").bytes, StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("POST / HTTP/1.1").bytes, StartsWith("HTTP/1.1 405 "));
    for (const char *line : {"", "GET", "GET /", "GET / HTTP/2", "\x16\x03\x01", "  "})
        EXPECT_THAT(ask(line).bytes, StartsWith("HTTP/1.1 400 ")) << line;
}

TEST(CertificatePage, WaitsForTheWholeHeadUpToABound)
{
    const auto page = samplePage();
    const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    for (std::size_t size = 0; size < head.size(); ++size)
        EXPECT_FALSE(page.answer(head.substr(0, size))) << size;
    EXPECT_TRUE(page.answer("GET / HTTP/1.1\n\n"));
    EXPECT_FALSE(page.answer(std::string(RelayLimits::pageRequestBytes - 1, 'x')));
    EXPECT_THAT(page.answer(std::string(RelayLimits::pageRequestBytes, 'x'))->bytes, StartsWith("HTTP/1.1 400 "));
}

} // namespace
} // namespace telltale::intercept
