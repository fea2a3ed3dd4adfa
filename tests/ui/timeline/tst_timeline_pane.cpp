// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_pane.h"
#include "timeline/timeline_view.h"

#include "engine/batch.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using timeline::TimelinePane;
using timeline::TimelineView;

namespace {

constexpr std::int64_t second = base::nanosecondsPerSecond;
constexpr std::int64_t start = 1'795'000'000 * second;
constexpr int many = 100'000;

session::Exchange exchangeAt(std::uint64_t packet, std::int64_t nanoseconds, const char *app)
{
    session::Exchange exchange;
    exchange.id = {{packet, 0}, 1};
    exchange.time = exchange.end = {start + nanoseconds};
    exchange.request.size = packet * 37 % 50'000;
    exchange.client = *net::IpAddress::parse(packet % 2 ? "10.42.0.2" : "10.42.0.3");
    exchange.app = session::App{app, app, session::AppSource::device, session::Confidence::certain};
    return exchange;
}

/// 100 000 exchanges of four apps, ten milliseconds apart, and one leak.
engine::Batch bigBatch()
{
    engine::Batch batch;
    for (int i = 0; i < many; ++i) {
        static constexpr const char *apps[] = {"one", "two", "three", "four"};
        batch.exchanges.push_back(
            exchangeAt(static_cast<std::uint64_t>(i + 1), i * std::int64_t{10'000'000}, apps[i % 4]));
    }
    session::Leak leak;
    leak.id = "l1";
    leak.exchange = batch.exchanges[5000].id;
    batch.leaks.push_back(leak);
    batch.progress.size = 1;
    return batch;
}

struct Desk {
    bridge::SessionStore store;
    bridge::Selection selection;
    bridge::Theme theme{bridge::Theme::Mode::light};
    TimelinePane pane{store, selection, theme};
    TimelineView &view = pane.view();

    Desk()
    {
        pane.resize(1000, 360);
        pane.show();
    }
    void load(const engine::Batch &batch)
    {
        store.apply(batch);
        QSignalSpy drawn(&view, &TimelineView::scrollChanged);
        QVERIFY(drawn.wait(2000));
    }
    QPoint placeOf(std::size_t row) const
    {
        const auto hit = view.lanes().find(store.exchanges()[row].id);
        const auto &geometry = view.geometryShown();
        return {static_cast<int>(geometry.xOf(hit->time)), static_cast<int>(geometry.baseline(hit->lane)) - 4};
    }
};

} // namespace

class TestTimelinePane : public QObject {
    Q_OBJECT
private slots:
    void clickChoosesTheRightOneOfMany()
    {
        Desk desk;
        desk.load(bigBatch());
        // Near enough that neighbours of a lane (40 ms) stand 20 pixels apart.
        for (const std::size_t row : {std::size_t{4001}, std::size_t{70'002}, std::size_t{99'000}}) {
            desk.selection.selectExchange(std::nullopt);
            desk.view.fitAll();
            QTRY_VERIFY(desk.view.geometryShown().span() > 900 * second);
            for (int i = 0; i < 60 && desk.view.geometryShown().span() > 2 * second; ++i) {
                const QPointF place = desk.placeOf(row);
                QWheelEvent wheel(place, desk.view.mapToGlobal(place), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
                QCoreApplication::sendEvent(&desk.view, &wheel);
            }
            QVERIFY(desk.view.geometryShown().span() <= 2 * second);
            QTest::mouseClick(&desk.view, Qt::LeftButton, {}, desk.placeOf(row) + QPoint(3, 0));
            QCOMPARE(desk.selection.exchange(), std::optional(desk.store.exchanges()[row].id));
            QTest::mouseClick(&desk.view, Qt::LeftButton, {}, desk.placeOf(row) + QPoint(10, 0));
            QCOMPARE(desk.selection.exchange(), std::optional(desk.store.exchanges()[row].id));
        }
    }

    void aLeakWinsInACrowd()
    {
        Desk desk;
        desk.load(bigBatch());
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, desk.placeOf(5000));
        QCOMPARE(desk.selection.exchange(), std::optional(desk.store.exchanges()[5000].id));
    }

    void keysStepZoomAndFit()
    {
        Desk desk;
        desk.load(bigBatch());
        desk.selection.selectExchange(desk.store.exchanges()[100].id);
        QTest::keyClick(&desk.view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(desk.selection.exchange(), std::optional(desk.store.exchanges()[101].id));
        QTest::keyClick(&desk.view, Qt::Key_Left, Qt::ControlModifier);
        QTest::keyClick(&desk.view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(desk.selection.exchange(), std::optional(desk.store.exchanges()[99].id));
        desk.selection.focusLane(QStringLiteral("four")); // rows 3, 7, …, 99
        QTest::keyClick(&desk.view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(desk.selection.exchange(), std::optional(desk.store.exchanges()[103].id));
        const auto span = desk.view.geometryShown().span();
        QTest::keyClick(&desk.view, Qt::Key_Plus);
        QCOMPARE(desk.view.geometryShown().span(), span / 2);
        QTest::keyClick(&desk.view, Qt::Key_Home);
        QVERIFY(desk.view.geometryShown().span() >= span);
    }

    void dragPansAndLetsGo()
    {
        Desk desk;
        desk.load(bigBatch());
        QSignalSpy follow(&desk.pane, &TimelinePane::followChanged);
        QVERIFY(desk.pane.following());
        const auto before = desk.view.geometryShown().visible.from;
        QTest::mousePress(&desk.view, Qt::LeftButton, {}, {500, 200});
        for (int x = 500; x <= 600; x += 20)
            QTest::mouseMove(&desk.view, {x, 200});
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, {600, 200});
        QVERIFY(desk.view.geometryShown().visible.from < before);
        QVERIFY(!desk.pane.following());
        QCOMPARE(follow.count(), 1);
        QVERIFY(!desk.selection.exchange());
    }

    void shiftDragZoomsToTheRange()
    {
        Desk desk;
        desk.load(bigBatch());
        const auto geometry = desk.view.geometryShown();
        QTest::mousePress(&desk.view, Qt::LeftButton, Qt::ShiftModifier, {400, 200});
        QTest::mouseMove(&desk.view, {500, 200});
        QTest::mouseRelease(&desk.view, Qt::LeftButton, Qt::ShiftModifier, {500, 200});
        QVERIFY(
            std::abs(desk.view.geometryShown().visible.from.nanoseconds - geometry.timeAt(400).nanoseconds) < second);
        QVERIFY(std::abs(desk.view.geometryShown().visible.to.nanoseconds - geometry.timeAt(500).nanoseconds) < second);
    }

    void liveSlidesUntilFrozen()
    {
        Desk desk;
        engine::Batch batch;
        batch.exchanges.push_back(exchangeAt(1, 0, "one"));
        batch.progress.now = base::Timestamp{start + 200 * second};
        desk.load(batch);
        QVERIFY(desk.view.geometryShown().visible.contains(*desk.store.now()));
        desk.pane.setFollow(false);
        batch.progress.now = base::Timestamp{start + 900 * second};
        desk.load(batch);
        QVERIFY(!desk.view.geometryShown().visible.contains(*desk.store.now()));
        desk.pane.setFollow(true);
        QVERIFY(desk.view.geometryShown().visible.contains(*desk.store.now()));
    }

    void atMostTwentyPicturesASecond()
    {
        Desk desk;
        desk.load(bigBatch());
        QSignalSpy drawn(&desk.view, &QCustomPlot::afterReplot);
        QElapsedTimer time;
        time.start();
        for (std::uint64_t i = 0; time.elapsed() < 500; ++i) {
            engine::Batch batch;
            batch.exchanges.push_back(exchangeAt(many + 1 + i, std::int64_t{1000} * second, "one"));
            desk.store.apply(batch);
            QTest::qWait(5);
        }
        QVERIFY2(drawn.count() <= 11, qPrintable(QString::number(drawn.count())));
        desk.pane.hide();
        drawn.clear();
        desk.store.apply(engine::Batch{});
        QTest::qWait(80);
        QCOMPARE(drawn.count(), 0);
    }

    void stationsAndLateAppsMoveMarks()
    {
        Desk desk;
        engine::Batch batch;
        for (std::uint64_t i = 1; i <= 40; ++i)
            batch.exchanges.push_back(exchangeAt(i, static_cast<std::int64_t>(i) * second, "one"));
        desk.load(batch);
        desk.selection.focusStation(QStringLiteral("10.42.0.3"));
        QCOMPARE(desk.view.lanes().marks(0).exchanges.size(), std::size_t{20});
        desk.selection.focusStation({});
        for (auto &exchange : batch.exchanges)
            exchange.app->package = exchange.id.connection.firstPacket > 10 ? "two" : "one";
        desk.load(batch);
        QCOMPARE(desk.view.lanes().marks(0).exchanges.size(), std::size_t{10});
        QCOMPARE(desk.view.lanes().marks(1).exchanges.size(), std::size_t{30});
        desk.store.clear();
        QVERIFY(desk.view.lanes().shown().empty());
    }

    void unreadConnectionsCanBeChosen()
    {
        Desk desk;
        engine::Batch batch;
        batch.exchanges.push_back(exchangeAt(1, 0, "one"));
        batch.exchanges.push_back(exchangeAt(2, 40 * second, "one"));
        session::Connection closed;
        closed.id = {50, 0};
        closed.time = closed.end = {start + 20 * second};
        closed.security = session::Security::tls;
        closed.decryption = session::Decryption::none;
        batch.connections.push_back(closed);
        batch.progress.size = 1;
        desk.load(batch);
        const auto id = timeline::unreadId(closed);
        const auto hit = desk.view.lanes().find(id);
        QVERIFY(hit.has_value());
        const auto &geometry = desk.view.geometryShown();
        QTest::mouseClick(&desk.view, Qt::LeftButton, {},
            {static_cast<int>(geometry.xOf(hit->time)), static_cast<int>(geometry.baseline(hit->lane)) - 3});
        QCOMPARE(desk.selection.exchange(), std::optional(id));
    }
};

QTEST_MAIN(TestTimelinePane)
#include "tst_timeline_pane.moc"
