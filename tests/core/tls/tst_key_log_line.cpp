// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/key_log_line.h"

#include "octets.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::tls::test {

namespace {
const std::string random64(64, 'a');
const std::string master96(96, '1');
const std::string secret64(64, '2');
} // namespace

TEST(KeyLogLine, table)
{
    using Kind = KeyLogLine::Kind;
    struct Case {
        std::string line;
        Kind kind;
        KeyLabel label = KeyLabel::masterSecret;
        std::uint32_t generation = 0;
    };
    const Case cases[] = {
        {"CLIENT_RANDOM " + random64 + " " + master96, Kind::secret, KeyLabel::masterSecret},
        {"\tCLIENT_RANDOM  " + random64 + "\t" + master96 + " \r", Kind::secret, KeyLabel::masterSecret},
        {"\xEF\xBB\xBF"
         "CLIENT_RANDOM "
                + random64 + " " + master96,
            Kind::secret, KeyLabel::masterSecret},
        {"RSA 0123456789abcdef " + master96, Kind::secret, KeyLabel::rsaPremaster},
        {"RSA Session-ID:00ff Master-Key:" + master96, Kind::secret, KeyLabel::sessionMaster},
        {"PMS_CLIENT_RANDOM " + random64 + " 0102", Kind::secret, KeyLabel::randomPremaster},
        {"CLIENT_EARLY_TRAFFIC_SECRET " + random64 + " " + secret64, Kind::secret, KeyLabel::clientEarlyTraffic},
        {"CLIENT_HANDSHAKE_TRAFFIC_SECRET " + random64 + " " + master96, Kind::secret,
            KeyLabel::clientHandshakeTraffic},
        {"SERVER_HANDSHAKE_TRAFFIC_SECRET " + random64 + " " + secret64, Kind::secret,
            KeyLabel::serverHandshakeTraffic},
        {"CLIENT_TRAFFIC_SECRET_0 " + random64 + " " + secret64, Kind::secret, KeyLabel::clientTraffic},
        {"SERVER_TRAFFIC_SECRET_12 " + random64 + " " + secret64, Kind::secret, KeyLabel::serverTraffic, 12},
        {"EXPORTER_SECRET " + random64 + " " + secret64, Kind::secret, KeyLabel::exporter},
        {"EARLY_EXPORTER_SECRET " + random64 + " " + secret64, Kind::secret, KeyLabel::earlyExporter},
        {"", Kind::nothing},
        {"# SSL/TLS secrets log file", Kind::nothing},
        {"ECH_SECRET " + random64 + " " + secret64, Kind::nothing},
        {"CLIENT_RANDOM", Kind::bad},
        {"CLIENT_RANDOM " + random64, Kind::bad},
        {"CLIENT_RANDOM " + random64.substr(2) + " " + master96, Kind::bad},
        {"CLIENT_RANDOM " + random64 + " " + master96.substr(1), Kind::bad},
        {"CLIENT_RANDOM " + random64 + " " + secret64, Kind::bad},
        {"CLIENT_RANDOM " + random64 + " g" + master96.substr(1), Kind::bad},
        {"CLIENT_TRAFFIC_SECRET_x " + random64 + " " + secret64, Kind::bad},
        {"CLIENT_TRAFFIC_SECRET_0 " + random64 + " 0102", Kind::bad},
        {"RSA 0123 " + master96, Kind::bad},
        {"RSA Session-ID: Master-Key:" + master96, Kind::bad},
        {"RSA Session-ID:00 Master:" + master96, Kind::bad},
        {"PMS_CLIENT_RANDOM " + random64 + " " + std::string(4098, '0'), Kind::bad},
        {"hello", Kind::bad},
        {"{\"json\": true}", Kind::bad},
    };
    for (const auto &c : cases) {
        KeyLogLine line;
        ASSERT_EQ(parseKeyLogLine(c.line, line), c.kind) << c.line;
        if (c.kind != Kind::secret)
            continue;
        EXPECT_EQ(line.label, c.label) << c.line;
        EXPECT_EQ(line.generation, c.generation) << c.line;
    }
}

TEST(KeyLogLine, givesIdAndSecret)
{
    KeyLogLine line;
    ASSERT_EQ(parseKeyLogLine("RSA 0123456789ABCDEF " + master96, line), KeyLogLine::Kind::secret);
    EXPECT_EQ(hex(line.id), "0123456789abcdef");
    EXPECT_EQ(hex(line.secret.view()), master96);
}

} // namespace telltale::tls::test
