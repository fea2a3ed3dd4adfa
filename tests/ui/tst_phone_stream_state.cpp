// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/phone_stream_state.h"

#include "engine/batch.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using bridge::PcapdroidPlan;
using bridge::PhoneStreamState;
using Step = PhoneStreamState::Step;

namespace {

engine::Batch connectionOf(const std::vector<session::App> &claims)
{
    engine::Batch batch;
    batch.connections.emplace_back();
    batch.connections.back().appClaims = claims;
    return batch;
}

} // namespace

class PhoneStreamStateTest final : public QObject {
    Q_OBJECT
private slots:
    void whatComesIsCheckedOffOnce()
    {
        PhoneStreamState state;
        QSignalSpy changed(&state, &PhoneStreamState::changed);
        state.begin({PcapdroidPlan::Way::tcp, QStringLiteral("192.168.1.5"), 1234});
        QVERIFY(state.reached(Step::open) && !state.reached(Step::heard));
        engine::Batch heard;
        heard.phoneHeard = net::IpAddress::parse("192.168.1.7");
        state.apply(heard);
        QVERIFY(state.reached(Step::heard) && !state.reached(Step::record));
        QCOMPARE(state.phone(), QStringLiteral("192.168.1.7"));
        state.apply(connectionOf({{"", "Mi Browser", session::AppSource::payload, session::Confidence::likely}}));
        QVERIFY(state.reached(Step::record));
        QVERIFY2(!state.reached(Step::app), "that is no word of the phone");
        const auto named = connectionOf({{"", "Mi Browser", session::AppSource::payload, session::Confidence::likely},
            {"com.mi.globalbrowser", "Mi Browser", session::AppSource::pcapdroid, session::Confidence::certain}});
        state.apply(named);
        QVERIFY(state.reached(Step::app));
        QCOMPARE(state.app(), QStringLiteral("Mi Browser"));
        QCOMPARE(changed.count(), 4);
        state.apply(named);
        QCOMPARE(changed.count(), 4); // nothing new
    }

    void anEndIsSaidWithItsRemedy()
    {
        PhoneStreamState state;
        state.begin({PcapdroidPlan::Way::http, QStringLiteral("192.168.1.7"), 80});
        engine::Batch last;
        last.error = base::Error{base::ErrorKind::input, "That is a printer.", "Ask the phone."};
        state.apply(last);
        QCOMPARE(state.problem(), QStringLiteral("That is a printer. Ask the phone."));
        state.begin({});
        QVERIFY(state.problem().isEmpty() && state.phone().isEmpty() && !state.reached(Step::heard));
    }

    void plansAreWrittenAsPeopleTypeThem()
    {
        QCOMPARE((PcapdroidPlan{PcapdroidPlan::Way::tcp, QStringLiteral("10.0.0.1"), 1234}).end(),
            QStringLiteral("10.0.0.1:1234"));
        QCOMPARE((PcapdroidPlan{PcapdroidPlan::Way::udp, QStringLiteral("fd00::1"), 1234}).end(),
            QStringLiteral("[fd00::1]:1234"));
        PcapdroidPlan plan;
        QVERIFY(plan.asksWho());
        plan.from = QStringLiteral("10.0.0.2");
        QVERIFY(!plan.asksWho());
        plan = {};
        plan.way = PcapdroidPlan::Way::http;
        QVERIFY(!plan.asksWho());
    }
};

QTEST_MAIN(PhoneStreamStateTest)
#include "tst_phone_stream_state.moc"
