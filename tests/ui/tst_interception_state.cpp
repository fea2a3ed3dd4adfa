// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/interception_state.h"
#include "support/relay_events.h"
#include "support/sample_session.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using bridge::InterceptionState;
using Kind = intercept::RelayEventKind;
using Step = InterceptionState::Step;

class InterceptionStateTest final : public QObject {
    Q_OBJECT

    static QString stepsOf(const InterceptionState &state)
    {
        QString text;
        for (int i = 0; i < InterceptionState::steps; ++i)
            text += state.reached(static_cast<Step>(i)) ? QLatin1Char('x') : QLatin1Char('-');
        return text;
    }

private slots:
    void tellsHowFarItHasCome()
    {
        InterceptionState state;
        state.begin(true);
        QSignalSpy changed(&state, &InterceptionState::changed);
        QCOMPARE(stepsOf(state), QStringLiteral("-----"));
        engine::Batch packets;
        packets.progress.packets = 3;
        state.apply(packets);
        QCOMPARE(stepsOf(state), QStringLiteral("x----"));
        state.apply(packets);
        QCOMPARE(changed.count(), 1); // nothing new
        engine::Batch names;
        names.dns.emplace_back();
        state.apply(names);
        QCOMPARE(stepsOf(state), QStringLiteral("xx---"));
        state.apply(test::batchOf(test::relayEvent(Kind::certificateFetched)));
        QCOMPARE(stepsOf(state), QStringLiteral("xxx--"));
        QCOMPARE(state.fetchedBy(), QStringList{QStringLiteral("10.42.0.2")});
        state.apply(test::batchOf(test::relayEvent(Kind::accepted, "a.example")));
        QCOMPARE(stepsOf(state), QStringLiteral("xxxx-"));
        engine::Batch plain;
        plain.exchanges.push_back(test::exchange(1, 1, "org.a", "A", "10.42.0.1", "/telltale.pem", 0));
        plain.exchanges.back().scheme = "http";
        state.apply(plain);
        QCOMPARE(stepsOf(state), QStringLiteral("xxxx-")); // the certificate's own page proves nothing
        plain.exchanges.back().scheme = "https";
        state.apply(plain);
        QCOMPARE(stepsOf(state), QStringLiteral("xxxxx"));
        state.begin(false);
        QCOMPARE(stepsOf(state), QStringLiteral("-----"));
        QVERIFY(state.pageUrl().isEmpty() && state.fetchedBy().isEmpty() && state.accepted() == 0);
    }

    void namesThePageAndTheAuthority()
    {
        InterceptionState state;
        state.apply(test::batchOf(test::relayEvent(Kind::listening, {}, "relay")));
        QVERIFY(state.pageUrl().isEmpty());
        auto six = test::relayEvent(Kind::listening, {}, "page");
        state.apply(test::batchOf(six));
        QCOMPARE(state.pageUrl(), QStringLiteral("http://10.42.0.1:8080/"));
        six.destination.ip = *net::IpAddress::parse("fd42::1");
        state.apply(test::batchOf(six));
        QCOMPARE(state.pageUrl(), QStringLiteral("http://10.42.0.1:8080/"));
        InterceptionState onlySix;
        onlySix.apply(test::batchOf(six));
        QCOMPARE(onlySix.pageUrl(), QStringLiteral("http://[fd42::1]:8080/"));
        state.apply(test::batchOf(test::relayEvent(Kind::certificateAuthority, "Telltale on desk", "made")));
        QCOMPARE(state.authorityName(), QStringLiteral("Telltale on desk"));
    }

    void countsHostsThatRefuseAndServersThatFail()
    {
        InterceptionState state;
        for (int i = 0; i < 3; ++i)
            state.apply(
                test::batchOf(test::relayEvent(Kind::clientRejectedCertificate, "chat.example.net", "unknown_ca")));
        state.apply(test::batchOf(test::relayEvent(Kind::upstreamFailed, "old.example", "certificate_expired")));
        state.apply(test::batchOf(test::relayEvent(Kind::passedThrough, "chat.example.net", "pinned")));
        QCOMPARE(state.refused().size(), std::size_t{1});
        QCOMPARE(state.refused().front().name, QStringLiteral("chat.example.net"));
        QCOMPARE(state.refused().front().times, std::uint64_t{3});
        QCOMPARE(state.failed().front().reason, QStringLiteral("certificate_expired"));
        QCOMPARE(state.passed(), std::uint64_t{1});
        QCOMPARE(state.accepted(), std::uint64_t{0});
    }

    void endsWhileWhatItKnewStays()
    {
        InterceptionState state;
        state.begin(true);
        state.apply(test::batchOf(test::relayEvent(Kind::accepted, "a.example")));
        QSignalSpy changed(&state, &InterceptionState::changed);
        state.end();
        QVERIFY(state.ending() && state.decrypting());
        engine::Batch batch;
        batch.interceptionEnded = base::Timestamp{7};
        state.apply(batch);
        QCOMPARE(changed.count(), 2);
        QVERIFY(!state.ending() && !state.decrypting());
        QCOMPARE(state.accepted(), std::uint64_t{1});
        state.begin(true);
        QVERIFY(state.decrypting() && !state.ending());
    }

    void aPhoneThatTriesNamesAtRandomDoesNotFillTheMemory()
    {
        InterceptionState state;
        for (int i = 0; i < 3000; ++i)
            state.apply(test::batchOf(
                test::relayEvent(Kind::clientRejectedCertificate, "h" + std::to_string(i) + ".example", "closed")));
        QVERIFY(state.refused().size() <= 1000);
    }
};

QTEST_GUILESS_MAIN(InterceptionStateTest)
#include "tst_interception_state.moc"
