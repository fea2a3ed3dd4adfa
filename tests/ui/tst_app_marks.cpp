// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/payload_access.h"
#include "delegates/app_mark.h"
#include "inspector/fact_sheet.h"
#include "inspector/inspector_pane.h"
#include "leaks/leak_pane.h"
#include "models/app_list_model.h"
#include "profile/profile_pane.h"
#include "shell/who_pane.h"
#include "support/app_faces.h"
#include "support/sample_session.h"
#include "timeline/timeline_pane.h"

#include <QDir>
#include <QTest>

using namespace telltale;
using test::pixelsOf;

namespace {

const QColor seaGreen(18, 214, 160); // no colour of the window

attribution::AppFace browser()
{
    return test::faceOf("com.mi.globalbrowser", {{test::encoded(test::filled(96, 96, seaGreen)), 0}}, false);
}

engine::Batch sample()
{
    engine::Batch batch = test::sampleSession();
    session::Profile profile;
    profile.id = "p.Xiaomi";
    profile.recipient = "Xiaomi";
    profile.identifiers = {{"gaid", "38400000-8cf0-11bd-b23e-10b96e40000d"}};
    profile.apps = {"Mi Browser", "MIUI System"};
    profile.searches = {{"purple otter 4821", batch.leaks.front().exchange, test::at(3), true, profile.identifiers}};
    batch.profiles = {{profile.id, profile}};
    return batch;
}

} // namespace

class AppMarksTest final : public QObject {
    Q_OBJECT
private slots:
    void theIconIsShownWhereverTheAppIs_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void theIconIsShownWhereverTheAppIs()
    {
        QFETCH(const bool, dark);
        bridge::SessionStore store;
        bridge::Selection selection;
        bridge::Theme theme(dark ? bridge::Theme::Mode::dark : bridge::Theme::Mode::light);
        bridge::PayloadAccess access;
        store.apply(sample());
        selection.selectExchange(store.leaks().front().exchange);
        shell::WhoPane who(store, selection, theme);
        timeline::TimelinePane timeline(store, selection, theme);
        leaks::LeakPane leaks(store, selection, theme);
        profile::ProfilePane profiles(store, selection, theme);
        inspector::InspectorPane inspector(store, selection, access, theme);
        inspector.setTab(inspector::InspectorPane::Summary);
        struct Place {
            const char *name;
            QWidget *pane;
            int least; ///< pixels of the icon's colour
        };
        const std::vector<Place> places{{"apps", &who, 300}, {"timeline", &timeline, 200}, {"leaks", &leaks, 600},
            {"profile", &profiles, 60}, {"inspector", &inspector, 150}};
        for (const Place &place : places) {
            place.pane->resize(900, 320);
            place.pane->show();
            QCOMPARE(pixelsOf(*place.pane, seaGreen), 0);
        }
        store.apply(test::batchOf(browser()));
        for (const Place &place : places) {
            QTRY_VERIFY2(pixelsOf(*place.pane, seaGreen) >= place.least,
                qPrintable(
                    QStringLiteral("%1: %2").arg(QLatin1String(place.name)).arg(pixelsOf(*place.pane, seaGreen))));
            if (const QString folder = qEnvironmentVariable("TELLTALE_PICTURES"); !folder.isEmpty())
                QVERIFY(place.pane->grab().save(QDir(folder).filePath(
                    QStringLiteral("mark-%1-%2.png")
                        .arg(QLatin1String(place.name), QLatin1String(QTest::currentDataTag())))));
        }
        store.clear();
        for (const Place &place : places)
            QTRY_COMPARE(pixelsOf(*place.pane, seaGreen), 0);
    }

    void withoutAnyIconThereAreNoMarks()
    {
        bridge::SessionStore store;
        store.apply(test::sampleSession());
        const QString key = QStringLiteral("com.mi.globalbrowser");
        const models::AppListModel apps(store);
        QVERIFY(!delegates::markOf(store, key));
        QVERIFY(!apps.index(0).data(models::AppListModel::MarksRole).toBool());
        store.apply(test::batchOf(browser()));
        QVERIFY(!delegates::markOf(store, key)->icon.isNull());
        QVERIFY(delegates::markOf(store, QStringLiteral("com.miui.system"))->icon.isNull());
        QVERIFY(!delegates::markOf(store, QStringLiteral("no lane")));
        QVERIFY(apps.index(0).data(models::AppListModel::MarksRole).toBool());
    }

    void aLabelThatComesLaterNamesTheLane()
    {
        bridge::SessionStore store;
        engine::Batch batch;
        batch.exchanges.push_back(test::exchange(1, 1, "com.a", "", "a.example", "/", 10));
        store.apply(batch);
        QCOMPARE(store.lanes().front().name, QStringLiteral("com.a"));
        batch.exchanges.front().app->name = "Otter Mail";
        store.apply(batch);
        QCOMPARE(store.lanes().front().name, QStringLiteral("Otter Mail"));
    }
};

QTEST_MAIN(AppMarksTest)
#include "tst_app_marks.moc"
