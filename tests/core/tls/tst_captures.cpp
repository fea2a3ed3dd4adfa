// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "capture_player.h"

#include <filesystem>

namespace telltale::tls::test {

namespace {

/// What the connections of a capture say together.
struct CaptureCase {
    const char *capture;
    const char *keys; ///< "" for none, or keys inside the capture
    std::size_t opened; ///< connections of which every protected record was opened
    const char *suite; ///< of the first opened connection
    const char *sent; ///< how the first opened connection's originator begins to speak
};

void PrintTo(const CaptureCase &c, std::ostream *out)
{
    *out << c.capture;
}

} // namespace

class Captures : public testing::TestWithParam<CaptureCase> { };

TEST_P(Captures, decrypt)
{
    const auto &c = GetParam();
    if (!std::filesystem::exists(shared(c.capture)))
        GTEST_SKIP() << "The shared captures are not there.";
    KeyStore keys;
    if (*c.keys != '\0')
        (void)keys.addText(fileText(shared(c.keys)));
    CapturePlayer player(keys);
    player.play(shared(c.capture));
    std::size_t opened = 0;
    for (const auto &played : player.connections) {
        const auto &listener = played->listener;
        if (listener.facts.progress != Progress::decrypting)
            continue;
        if (opened++ == 0) {
            EXPECT_EQ(cipherSuiteName(listener.facts.cipherSuite), c.suite);
            EXPECT_TRUE(listener.sent().starts_with(c.sent)) << listener.sent().substr(0, 60);
        }
        EXPECT_TRUE(listener.anomalies.empty());
        EXPECT_EQ(listener.sent().find("[gap]"), std::string::npos);
    }
    EXPECT_EQ(opened, c.opened);
}

INSTANTIATE_TEST_SUITE_P(Real, Captures,
    testing::Values(CaptureCase{"wireshark-notes/tls/all/dump.pcapng", "wireshark-notes/tls/all/premaster.txt", 39,
                        "TLS_RSA_EXPORT_WITH_RC4_40_MD5", "GET / HTTP/1.1\r\nHost: exp-rc4-"},
        CaptureCase{"wireshark-notes/tls/tls-null.pcapng", "", 1, "TLS_RSA_WITH_NULL_SHA256", "GET / HTTP/1.1\r\n"},
        CaptureCase{"snet/ssl3_0.pcap", "snet/ssl3_0.keylog", 1, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "GET / HTTP/1.1"},
        CaptureCase{"snet/TLS1_1_ECDHE-RSA-AES128-SHA.pcap", "snet/TLS1_1_ECDHE-RSA-AES128-SHA.txt", 1,
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "AAAA"},
        CaptureCase{"snet/TLS1_2_DHE-RSA-CHACHA20-POLY1305_auth.pcap", "snet/TLS1_2_DHE-RSA-CHACHA20-POLY1305_auth.txt",
            1, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "AAAA"},
        CaptureCase{"snet/TLS1_2_ECDHE-RSA-AES256-SHA384_auth.pcap", "snet/TLS1_2_ECDHE-RSA-AES256-SHA384_auth.txt", 1,
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "AAAA"},
        CaptureCase{"snet/TLS1_3_TLS_AES_128_CCM_8_SHA256.pcap", "snet/TLS1_3_TLS_AES_128_CCM_8_SHA256.txt", 1,
            "TLS_AES_128_CCM_8_SHA256", "AAAA"},
        CaptureCase{"snet/TLS1_3_TLS_CHACHA20_POLY1305_SHA256.pcap", "snet/TLS1_3_TLS_CHACHA20_POLY1305_SHA256.txt", 1,
            "TLS_CHACHA20_POLY1305_SHA256", "AAAA"},
        CaptureCase{"snet/tls1.3_keyupdates_aes256.pcap", "snet/log.txt", 1, "TLS_AES_256_GCM_SHA384",
            "hello\nkeyupdate\nhello\n"},
        CaptureCase{"snet/tls1.3_session_resumption.pcap", "snet/log.txt", 1, "TLS_AES_256_GCM_SHA384", "hello\n"},
        CaptureCase{
            "hotplace/tls/http/http1.pcapng", "hotplace/tls/http/sslkeylog", 2, "TLS_AES_128_GCM_SHA256", "[end]"},
        CaptureCase{
            "hotplace/tls/http/http2.pcapng", "hotplace/tls/http/sslkeylog", 7, "TLS_AES_128_GCM_SHA256", "[end]"},
        CaptureCase{"hotplace/tls/tls13/tls13_TLS_AES_128_CCM_SHA256_X25519MLKEM768.pcapng",
            "hotplace/tls/tls13/sslkeylog", 1, "TLS_AES_128_CCM_SHA256", "test\r\n"},
        CaptureCase{"hotplace/tls/tls13/tls13_TLS_AES_128_GCM_SHA256.pcapng", "hotplace/tls/tls13/sslkeylog", 1,
            "TLS_AES_128_GCM_SHA256", "test\r\n"},
        CaptureCase{"hotplace/tls/tls13/tls13_TLS_CHACHA20_POLY1305_SHA256.pcapng", "hotplace/tls/tls13/sslkeylog", 1,
            "TLS_CHACHA20_POLY1305_SHA256", "test\r\n"},
        CaptureCase{"hotplace/applet/httpserver1/pcap/httpserver1-mldsa.pcapng",
            "hotplace/applet/httpserver1/pcap/sslkeylog.txt", 1, "TLS_AES_256_GCM_SHA384", "GET / HTTP/1.1\r\n"},
        CaptureCase{
            "illustrated-tls13/capture.pcap", "illustrated-tls13/keylog.txt", 1, "TLS_AES_256_GCM_SHA384", "ping"},
        CaptureCase{
            "ja4/chrome-cloudflare-quic-with-secrets.pcapng", "", 1, "TLS_AES_128_GCM_SHA256", "PRI * HTTP/2.0"},
        CaptureCase{"pcapFS/system/system-tests.pcapng", "pcapFS/system/keyfiles/tls.key", 1,
            "TLS_RSA_WITH_RC4_128_MD5", "GET / HTTP/1.1"},
        CaptureCase{"zeek/tls/tls12-decryption.pcap", "zeek/tls/tls12-decryption.keylog", 1,
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "GET / HTTP/1.1\r\nHost: heise.de"}));

/// The key log has only the first handshake's secret: what follows the renegotiation stays closed, and is said to.
TEST(Captures, renegotiationWithoutItsKeyIsPartial)
{
    if (!std::filesystem::exists(shared("hotplace/tls/tls12/tls12renogotiation.pcapng")))
        GTEST_SKIP() << "The shared captures are not there.";
    KeyStore keys;
    (void)keys.addText(fileText(shared("hotplace/tls/tls12/sslkeylog")));
    CapturePlayer player(keys);
    player.play(shared("hotplace/tls/tls12/tls12renogotiation.pcapng"));
    ASSERT_EQ(player.connections.size(), 1U);
    const auto &heard = player.connections[0]->listener;
    EXPECT_EQ(heard.facts.clientHellos, 2U);
    EXPECT_EQ(heard.sent(), "test\r\n[gap][end]");
    EXPECT_EQ(heard.facts.progress, Progress::partial);
    EXPECT_EQ(heard.facts.failure, Failure::noKey);
}

/// The lab's phone: a real browser, real servers, all its keys.
TEST(Captures, labPhoneOpensWholly)
{
    if (!std::filesystem::exists(shared("lab/capture.pcapng")))
        GTEST_SKIP() << "The shared captures are not there.";
    KeyStore keys;
    (void)keys.addText(fileText(shared("lab/phone.keys")));
    CapturePlayer player(keys);
    player.play(shared("lab/capture.pcapng"));
    std::size_t opened = 0;
    for (const auto &played : player.connections) {
        const auto &facts = played->listener.facts;
        EXPECT_TRUE(played->listener.anomalies.empty());
        opened += facts.progress == Progress::decrypting ? 1 : 0;
        // The browser gave up some connections before it had their secrets.
        if (facts.progress != Progress::decrypting && facts.clientHellos > 0) {
            EXPECT_EQ(facts.failure, Failure::noKey);
            EXPECT_FALSE(keys.find(KeyLabel::clientTraffic, *facts.clientRandom).has_value());
        }
    }
    EXPECT_EQ(opened, 19U);
}

} // namespace telltale::tls::test
