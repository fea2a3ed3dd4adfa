// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/relay_notes.h"

#include <gtest/gtest.h>

using namespace telltale;
using intercept::RelayEvent;
using intercept::RelayEventKind;
using session::Reason;

namespace {

const net::Endpoint phone{*net::IpAddress::parse("10.42.0.2"), 40000};
const net::Endpoint server{*net::IpAddress::parse("203.0.113.5"), 443};

RelayEvent event(RelayEventKind kind, const std::string &reason, std::int64_t seconds = 10)
{
    RelayEvent event;
    event.kind = kind;
    event.time = {seconds * base::nanosecondsPerSecond};
    event.station = phone;
    event.destination = server;
    event.reason = reason;
    return event;
}

session::Connection connection(std::int64_t seconds = 10)
{
    session::Connection connection;
    connection.id = {7, 0};
    connection.time = {seconds * base::nanosecondsPerSecond};
    connection.originator = phone;
    connection.responder = server;
    connection.security = session::Security::tls;
    connection.decryption = session::Decryption::full;
    return connection;
}

} // namespace

TEST(RelayNotes, everyEventHasItsReason)
{
    EXPECT_EQ(engine::reasonOf(event(RelayEventKind::clientRejectedCertificate, "unknown_ca")), Reason::clientRejectedCertificate);
    EXPECT_EQ(engine::reasonOf(event(RelayEventKind::passedThrough, "pinned")), Reason::pinned);
    EXPECT_EQ(engine::reasonOf(event(RelayEventKind::passedThrough, "ech")), Reason::ech);
    EXPECT_EQ(engine::reasonOf(event(RelayEventKind::passedThrough, "never_list")), Reason::relayBypassed);
    EXPECT_EQ(engine::reasonOf(event(RelayEventKind::accepted, "")), Reason::none);
    EXPECT_EQ(engine::reasonOf(event(RelayEventKind::upstreamFailed, "certificate_expired")), Reason::none);
}

TEST(RelayNotes, aNoteBeforeItsConnectionCounts)
{
    engine::RelayNotes notes;
    EXPECT_FALSE(notes.add(event(RelayEventKind::passedThrough, "pinned")));
    session::Connection c = connection();
    EXPECT_TRUE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::pinned);
    EXPECT_EQ(c.decryption, session::Decryption::none);
    EXPECT_FALSE(notes.apply(c)) << "it is known already";
}

TEST(RelayNotes, aNoteBehindItsConnectionNamesIt)
{
    engine::RelayNotes notes;
    notes.add(event(RelayEventKind::listening, "relay"));
    session::Connection c = connection();
    EXPECT_FALSE(notes.apply(c));
    const auto id = notes.add(event(RelayEventKind::clientRejectedCertificate, "unknown_ca"));
    ASSERT_TRUE(id);
    EXPECT_EQ(*id, c.id);
    EXPECT_TRUE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::clientRejectedCertificate);
}

TEST(RelayNotes, aLaterConnectionBetweenTheSameEndsIsAnother)
{
    engine::RelayNotes notes;
    notes.add(event(RelayEventKind::clientRejectedCertificate, "unknown_ca", 10));
    session::Connection later = connection(60);
    EXPECT_FALSE(notes.apply(later));
    EXPECT_EQ(later.reason, Reason::none);
}

TEST(RelayNotes, aConnectionTheRelayNeverSawWentPastIt)
{
    engine::RelayNotes notes;
    notes.add(event(RelayEventKind::listening, "relay"));
    session::Connection c = connection();
    c.decryption = session::Decryption::none;
    c.reason = Reason::noKey;
    EXPECT_FALSE(notes.apply(c)) << "its keys may still come";
    c.closed = true;
    EXPECT_TRUE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::relayBypassed);
    notes.add(event(RelayEventKind::passedThrough, "pinned"));
    EXPECT_TRUE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::pinned) << "the relay knew better, later";
}

TEST(RelayNotes, afterTheEndThereIsNothingToGoPast)
{
    engine::RelayNotes notes;
    notes.add(event(RelayEventKind::listening, "relay"));
    session::Connection c = connection(10);
    c.decryption = session::Decryption::none;
    c.closed = true;
    c.reason = Reason::relayBypassed; // as it looked before the end was known
    notes.end({20 * base::nanosecondsPerSecond});
    EXPECT_FALSE(notes.apply(c)) << "that was before";
    notes.end({9 * base::nanosecondsPerSecond});
    EXPECT_TRUE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::noKey);
    EXPECT_FALSE(notes.apply(c));
    notes.end({20 * base::nanosecondsPerSecond});
    EXPECT_FALSE(notes.apply(c)) << "the earliest end counts";
}

TEST(RelayNotes, aConnectionTheRelayTookDidNotGoPastIt)
{
    engine::RelayNotes notes;
    notes.add(event(RelayEventKind::accepted, ""));
    session::Connection c = connection();
    c.decryption = session::Decryption::none;
    c.reason = Reason::noKey;
    c.closed = true;
    EXPECT_FALSE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::noKey) << "its keys were lost, that is all that is known";
    c.reason = Reason::relayBypassed; // as it looked before the event came
    EXPECT_TRUE(notes.apply(c));
    EXPECT_EQ(c.reason, Reason::noKey);
}

TEST(RelayNotes, whatIsNotEncryptedNeedsNoReason)
{
    engine::RelayNotes notes;
    notes.add(event(RelayEventKind::passedThrough, "not_tls"));
    session::Connection plain = connection();
    plain.security = session::Security::none;
    plain.decryption = session::Decryption::plain;
    EXPECT_FALSE(notes.apply(plain));
    EXPECT_EQ(plain.decryption, session::Decryption::plain);
}

TEST(RelayNotes, keepsTheNewestOnly)
{
    engine::RelayNotes notes;
    RelayEvent first = event(RelayEventKind::passedThrough, "pinned");
    notes.add(first);
    for (std::size_t i = 0; i < engine::RelayNotes::kept; ++i) {
        RelayEvent other = event(RelayEventKind::passedThrough, "pinned");
        other.station.port = static_cast<std::uint16_t>(i % 60000);
        other.destination.port = static_cast<std::uint16_t>(1000 + i / 60000);
        notes.add(other);
    }
    session::Connection c = connection();
    EXPECT_FALSE(notes.apply(c));
}
