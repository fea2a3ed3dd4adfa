// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/app_judge.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::attribution;
using engine::AppJudge;
using session::App;
using session::AppSource;
using session::Confidence;

namespace {

std::shared_ptr<const rules::RuleSet> bundledRules()
{
    static const auto rules = rules::loadRules(TELLTALE_RULES_DIR);
    return rules.value();
}

const App shop{"com.shop", "Shop", AppSource::header, Confidence::likely};

/// A session with its connections, as the analyst keeps them.
struct Ladder {
    session::Connection &connect(std::uint64_t id, std::uint16_t port, const char *ja4 = "")
    {
        session::Connection &c = connections[{id, 0}];
        c.id = {id, 0};
        c.time = {1'000'000'000 * static_cast<std::int64_t>(id) * 100};
        c.end = {c.time.nanoseconds + 3'000'000'000};
        c.originator = {*net::IpAddress::parse("10.42.0.2"), port};
        c.responder = {*net::IpAddress::parse("203.0.113.5"), 443};
        c.ja4 = ja4;
        judge.add(c);
        return c;
    }

    void own(const session::Connection &c, std::uint32_t uid, AppSource source = AppSource::device)
    {
        const SocketSeen socket{
            source, {c.time.nanoseconds + 1'000'000'000}, c.transport, c.originator, c.responder, uid};
        judge.add(socket);
        judge.add(SocketGone{socket});
        judge.add(UidPackages{source, c.time, uid, {"com.p" + std::to_string(uid)}, 0, {}, {}});
    }

    AppJudge::Connections connections;
    AppJudge judge{bundledRules(), connections};
};

} // namespace

TEST(AppJudge, everyRungIsListedAndTheBestIsFirst)
{
    Ladder ladder;
    session::Connection &c = ladder.connect(1, 40000);
    c.host = "data.mistat.intl.xiaomi.com";
    ladder.own(c, 10123);
    ladder.own(c, 7, AppSource::pcapdroid);
    EXPECT_TRUE(ladder.judge.claim(c.id, {shop}));
    EXPECT_FALSE(ladder.judge.claim(c.id, {shop}));
    const Claims claims = ladder.judge.claimsOf(c);
    ASSERT_GE(claims.size(), 3U);
    EXPECT_EQ(claims[0], (App{"com.p10123", "", AppSource::device, Confidence::certain}));
    EXPECT_EQ(claims[1].source, AppSource::pcapdroid);
    EXPECT_EQ(claims[2], shop);
}

TEST(AppJudge, aRequestsOwnWordIsNotTakenForAnothers)
{
    Ladder ladder;
    const session::Connection &c = ladder.connect(1, 40000);
    const App other{"com.other", "Other", AppSource::header, Confidence::likely};
    ladder.judge.claim(c.id, {shop});
    EXPECT_EQ(best(ladder.judge.claimsOf({other}, c)), other);
    EXPECT_EQ(best(ladder.judge.claimsOf({}, c)), shop) << "one connection belongs to one app";
}

TEST(AppJudge, socketsMayComeBeforeOrAfter)
{
    Ladder before;
    session::Connection later;
    later.id = {1, 0};
    later.time = {100'000'000'000};
    later.originator = {*net::IpAddress::parse("10.42.0.2"), 40000};
    later.responder = {*net::IpAddress::parse("203.0.113.5"), 443};
    before.own(later, 10123);
    const session::Connection &c = before.connect(1, 40000);
    EXPECT_EQ(before.judge.claimsOf(c)[0].package, "com.p10123");
    Ladder after;
    const session::Connection &d = after.connect(1, 40000);
    after.own(d, 10123);
    EXPECT_EQ(after.judge.claimsOf(d), before.judge.claimsOf(c));
    EXPECT_TRUE(after.judge.takeTouched().connections.contains(d.id));
}

TEST(AppJudge, aPackageToldLateIsNamedLate)
{
    Ladder ladder;
    const session::Connection &c = ladder.connect(1, 40000);
    const SocketSeen socket{
        AppSource::device, {c.time.nanoseconds + 1'000'000'000}, c.transport, c.originator, c.responder, 10123};
    ladder.judge.add(socket);
    EXPECT_TRUE(ladder.judge.claimsOf(c).empty());
    (void)ladder.judge.takeTouched();
    ladder.judge.add(UidPackages{AppSource::device, c.time, 10123, {"com.p"}, 0, {}, {}});
    EXPECT_TRUE(ladder.judge.takeTouched().connections.contains(c.id));
    EXPECT_EQ(ladder.judge.claimsOf(c)[0].package, "com.p");
}

TEST(AppJudge, appsAreCalledWhatThePhoneCallsThem)
{
    Ladder ladder;
    session::Connection &c = ladder.connect(1, 40000);
    const session::Connection &other = ladder.connect(2, 40001);
    ladder.own(c, 10123);
    ladder.judge.claim(c.id, {shop, App{"com.p10123", "", AppSource::header, Confidence::likely}});
    c.appClaims = ladder.judge.claimsOf(c);
    (void)ladder.judge.takeTouched();
    AppFace face;
    face.package = "com.p10123";
    ladder.judge.add(face);
    EXPECT_TRUE(ladder.judge.takeTouched().connections.empty()) << "it says no name";
    face.label = "Mail";
    ladder.judge.add(face);
    const auto touched = ladder.judge.takeTouched().connections;
    EXPECT_TRUE(touched.contains(c.id));
    EXPECT_FALSE(touched.contains(other.id));
    EXPECT_EQ(ladder.judge.claimsOf(c),
        (Claims{{"com.p10123", "Mail", AppSource::device, Confidence::certain},
            {"com.p10123", "Mail", AppSource::header, Confidence::likely}, shop}));
    ladder.judge.add(face);
    EXPECT_TRUE(ladder.judge.takeTouched().connections.empty()) << "nothing new";
}

TEST(AppJudge, theUsersWordOnAnAppHoldsWhenItsNameComesLater)
{
    Ladder ladder;
    const session::Connection &c = ladder.connect(1, 40000);
    ladder.own(c, 10123);
    ladder.judge.add(UserNaming{{5}, std::nullopt, "com.p10123", "", "", "My test build"});
    AppFace face;
    face.package = "com.p10123";
    face.label = "Mail";
    ladder.judge.add(face);
    EXPECT_EQ(ladder.judge.claimsOf(c)[0], (App{"", "My test build", AppSource::user, Confidence::certain}));
}

TEST(AppJudge, theMannerOfTlsIsTheLastRung)
{
    Ladder ladder;
    session::Connection &known = ladder.connect(1, 40000, "t13d1516h2");
    const session::Connection &unknown = ladder.connect(2, 40001, "t13d1516h2");
    ladder.own(known, 10123);
    known.appClaims = ladder.judge.claimsOf(known);
    ladder.judge.learnFingerprints();
    EXPECT_TRUE(ladder.judge.takeTouched().connections.contains(unknown.id));
    EXPECT_EQ(
        ladder.judge.claimsOf(unknown), (Claims{{"com.p10123", "", AppSource::fingerprint, Confidence::possible}}));
    EXPECT_EQ(ladder.judge.claimsOf(known).size(), 1U) << "it taught it";
    ladder.judge.claim(unknown.id, {shop});
    EXPECT_EQ(ladder.judge.claimsOf(unknown), Claims{shop}) << "nothing has to be guessed";
}

TEST(AppJudge, theUsersWordCountsMost)
{
    Ladder ladder;
    const session::Connection &c = ladder.connect(1, 40000);
    const session::Connection &other = ladder.connect(2, 40000);
    ladder.own(c, 10123);
    UserNaming naming{
        {5}, UserNaming::OneConnection{c.transport, c.originator, c.responder, c.time}, {}, {}, "com.x", "X"};
    ladder.judge.add(naming);
    EXPECT_TRUE(ladder.judge.takeTouched().all);
    EXPECT_EQ(ladder.judge.claimsOf(c)[0], (App{"com.x", "X", AppSource::user, Confidence::certain}));
    EXPECT_EQ(ladder.judge.claimsOf(c).size(), 2U) << "what the phone says is still listed";
    EXPECT_TRUE(ladder.judge.claimsOf(other).empty()) << "the same ends at another time";
    naming.time = {6};
    naming.package = naming.name = "";
    ladder.judge.add(naming);
    EXPECT_EQ(ladder.judge.claimsOf(c)[0].source, AppSource::device) << "taken back";
}

TEST(AppJudge, theUserMayNameAllThatIsTakenForAnApp)
{
    Ladder ladder;
    const session::Connection &c = ladder.connect(1, 40000);
    ladder.judge.claim(c.id, {shop});
    ladder.judge.add(UserNaming{{5}, std::nullopt, "com.shop", "Shop", "", "The shop's test build"});
    EXPECT_EQ(ladder.judge.claimsOf(c)[0].name, "The shop's test build");
    EXPECT_EQ(ladder.judge.claimsOf({shop}, c)[0].source, AppSource::user);
    EXPECT_TRUE(ladder.judge.claimsOf(ladder.connect(2, 40001)).empty());
}
