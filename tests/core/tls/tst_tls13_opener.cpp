// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/tls13_opener.h"

#include "sealing.h"

#include <gtest/gtest.h>

namespace telltale::tls::test {

namespace {

constexpr std::array<std::uint8_t, 32> random{1, 2, 3};
const base::ByteBuffer early(32, 1), handshakeSecret(32, 2), application(32, 3);

struct Fixture {
    explicit Fixture(EarlyData data = EarlyData::none)
        : opener(keys, random, *cipherSuite(0x1301), true, data)
    {
    }
    void add(KeyLabel label, const base::ByteBuffer &secret)
    {
        keys.add(label, random, Secret(base::ByteView(secret)));
    }
    void addAll()
    {
        add(KeyLabel::clientEarlyTraffic, early);
        add(KeyLabel::clientHandshakeTraffic, handshakeSecret);
        add(KeyLabel::clientTraffic, application);
    }
    RecordOpener::Status open(const base::ByteBuffer &fragment)
    {
        return opener.open(appData(fragment), scratch, opened);
    }
    KeyStore keys;
    Tls13Opener opener;
    base::ByteBuffer scratch;
    RecordOpener::Opened opened;
};

base::ByteBuffer updated(const base::ByteBuffer &secret)
{
    return base::toBuffer(nextTrafficSecret(Hash::sha256, secret).view());
}

const auto text = fromText("text");
using Status = RecordOpener::Status;

} // namespace

TEST(Tls13Opener, keysFollowEachOther)
{
    Fixture f(EarlyData::taken);
    f.addAll();
    EXPECT_EQ(f.open(seal13(early, 0, text)), Status::opened);
    f.opener.handshakeMessage(HandshakeType::endOfEarlyData);
    EXPECT_EQ(f.open(seal13(handshakeSecret, 0, text, ContentType::handshake)), Status::opened);
    EXPECT_EQ(f.opened.type, ContentType::handshake);
    f.opener.handshakeMessage(HandshakeType::finished);
    EXPECT_TRUE(f.opener.inApplicationPhase());
    EXPECT_EQ(f.open(seal13(application, 0, text)), Status::opened);
    EXPECT_EQ(f.open(seal13(application, 1, text)), Status::opened);
    f.opener.handshakeMessage(HandshakeType::keyUpdate);
    EXPECT_EQ(f.open(seal13(updated(application), 0, text)), Status::opened);
    EXPECT_EQ(base::asText(f.opened.content), "text");
}

TEST(Tls13Opener, waitsForWhatMayCome)
{
    Fixture f;
    EXPECT_EQ(f.open(seal13(handshakeSecret, 0, text)), Status::wait);
    f.add(KeyLabel::clientHandshakeTraffic, handshakeSecret);
    EXPECT_EQ(f.open(seal13(handshakeSecret, 0, text)), Status::opened);
    f.opener.handshakeMessage(HandshakeType::finished);
    EXPECT_EQ(f.open(seal13(application, 0, text)), Status::wait);
    f.add(KeyLabel::clientTraffic, application);
    EXPECT_EQ(f.open(seal13(application, 0, text)), Status::opened);
}

TEST(Tls13Opener, passesOverTheHandshakeWithoutItsSecret)
{
    Fixture f;
    f.add(KeyLabel::clientTraffic, application);
    EXPECT_EQ(f.open(seal13(handshakeSecret, 0, text)), Status::skipped);
    EXPECT_EQ(f.open(seal13(handshakeSecret, 1, text)), Status::skipped);
    EXPECT_EQ(f.open(seal13(application, 0, text)), Status::opened);
    EXPECT_EQ(f.open(seal13(application, 5, text)), Status::failed);
}

TEST(Tls13Opener, passesOverRefusedEarlyData)
{
    Fixture f(EarlyData::refused);
    f.addAll();
    EXPECT_EQ(f.open(seal13(early, 0, text)), Status::skipped);
    EXPECT_EQ(f.open(seal13(early, 1, text)), Status::skipped);
    EXPECT_EQ(f.open(seal13(handshakeSecret, 0, text)), Status::opened);
    EXPECT_EQ(f.open(seal13(early, 2, text)), Status::failed);
}

TEST(Tls13Opener, aHoleMaySwallowAChangeOfKeys)
{
    Fixture f;
    f.addAll();
    f.opener.lost(1000);
    EXPECT_EQ(f.open(seal13(application, 3, text)), Status::opened);
    f.opener.lost(1000);
    EXPECT_EQ(f.open(seal13(updated(application), 2, text)), Status::opened);
    EXPECT_EQ(f.open(seal13(updated(application), 3, text)), Status::opened);
}

TEST(Tls13Opener, secretsOfAnotherHashAreNoKeys)
{
    Fixture f;
    f.add(KeyLabel::clientHandshakeTraffic, base::ByteBuffer(48, 2));
    EXPECT_EQ(f.open(seal13(handshakeSecret, 0, text)), Status::wait);
}

} // namespace telltale::tls::test
