// SPDX-License-Identifier: GPL-3.0-or-later
// First: moc cannot read <concepts>, which the headers below would bring in before Qt does.
#include <QTest>

#include "timeline/follow_range.h"
#include "timeline/lane_index.h"
#include "timeline/time_ticker.h"
#include "timeline/timeline_geometry.h"

#include <map>

using namespace telltale;
using namespace telltale::timeline;

namespace {

constexpr std::int64_t second = base::nanosecondsPerSecond;
constexpr std::int64_t start = 1'795'000'000 * second;

base::Timestamp at(double seconds)
{
    return {start + static_cast<std::int64_t>(seconds * 1e9)};
}

TimelineGeometry sample()
{
    TimelineGeometry geometry;
    geometry.left = 100;
    geometry.right = 1100;
    geometry.top = 40;
    geometry.bottom = 340;
    geometry.lanes = 5;
    geometry.visible = {at(0), at(100)};
    return geometry;
}

} // namespace

class TestTimelineGeometry : public QObject {
    Q_OBJECT
private slots:
    void timeAndPlaceAreInverse_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("x");
        QTest::newRow("left edge") << 0.0 << 100.0;
        QTest::newRow("middle") << 50.0 << 600.0;
        QTest::newRow("right edge") << 100.0 << 1100.0;
        QTest::newRow("before") << -10.0 << 0.0;
    }
    void timeAndPlaceAreInverse()
    {
        QFETCH(double, seconds);
        QFETCH(double, x);
        const auto geometry = sample();
        QCOMPARE(geometry.xOf(at(seconds)), x);
        QCOMPARE(geometry.timeAt(x).nanoseconds, at(seconds).nanoseconds);
    }

    void zoomKeepsThePointersTime()
    {
        auto geometry = sample();
        const auto pointed = geometry.timeAt(350);
        geometry.zoom(0.5, 350);
        QCOMPARE(geometry.span(), 50 * second);
        QVERIFY(std::abs(geometry.timeAt(350).nanoseconds - pointed.nanoseconds) <= 1);
        for (int i = 0; i < 100; ++i)
            geometry.zoom(0.5, 350);
        QCOMPARE(geometry.span(), TimelineGeometry::minimumSpan);
        for (int i = 0; i < 200; ++i)
            geometry.zoom(2, 350);
        QCOMPARE(geometry.span(), TimelineGeometry::maximumSpan);
    }

    void panMovesByPixels()
    {
        auto geometry = sample();
        geometry.pan(100);
        QCOMPARE(geometry.visible.from.nanoseconds, at(-10).nanoseconds);
        QCOMPARE(geometry.span(), 100 * second);
    }

    void lanesShareTheHeightOrScroll()
    {
        auto geometry = sample();
        QCOMPARE(geometry.laneHeight(), 60.0);
        QCOMPARE(geometry.laneAt(40), std::optional(0));
        QCOMPARE(geometry.laneAt(339), std::optional(4));
        QVERIFY(!geometry.laneAt(39));
        QCOMPARE(geometry.maximumScroll(), 0.0);
        geometry.lanes = 20;
        QCOMPARE(geometry.laneHeight(), TimelineGeometry::minimumLaneHeight);
        geometry.scroll = 1e9;
        geometry.clampScroll();
        QCOMPARE(geometry.scroll, 20 * TimelineGeometry::minimumLaneHeight - 300);
        QCOMPARE(geometry.laneAt(339), std::optional(19));
        geometry.lanes = 1;
        geometry.clampScroll();
        QVERIFY(!geometry.laneAt(200));
    }

    void barsGrowButNotOver()
    {
        QCOMPARE(barHeight(0, 30), 4.0);
        QVERIFY(barHeight(100, 30) >= 6);
        QVERIFY(barHeight(1000, 30) < barHeight(10'000, 30));
        QVERIFY(barHeight(100'000, 30) < 30);
        QCOMPARE(barHeight(1ULL << 40U, 30), 30.0);
    }

    void followSlidesFitsAndLetsGo()
    {
        FollowRange follow;
        const base::TimeSpan extent{at(0), at(1000)};
        const auto live = follow.wanted(extent, at(1000));
        QCOMPARE(live->to.nanoseconds - live->from.nanoseconds, FollowRange::defaultWindow);
        QVERIFY(live->to > at(1000));
        const auto young = follow.wanted({at(0), at(2)}, at(2));
        QVERIFY(young->from < at(0) && young->to > at(2));
        const auto file = follow.wanted(extent, std::nullopt);
        QVERIFY(file->from < at(0) && file->to > at(1000));
        follow.setMode(FollowRange::Mode::free);
        QVERIFY(!follow.wanted(extent, at(1000)));
    }

    void foldingIsTrueToTheMarks()
    {
        std::uint64_t state = 7; // a generator of our own: moc cannot read <random>
        const auto random = [&state](std::uint64_t bound) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            return (state >> 33U) % bound;
        };
        LaneIndex index;
        std::vector<Mark> all;
        for (std::uint32_t batch = 0; batch < 40; ++batch) {
            std::vector<Mark> marks;
            for (std::uint32_t i = 0; i < 97; ++i)
                marks.push_back({{start + static_cast<std::int64_t>(random(1'000'000)) * 100'000}, batch * 97 + i,
                    static_cast<std::uint32_t>(random(100'000))});
            all.insert(all.end(), marks.begin(), marks.end());
            index.add(std::move(marks));
        }
        index.remove({5, 6, 7, 1000});
        std::erase_if(all, [](const Mark &mark) { return (mark.row >= 5 && mark.row <= 7) || mark.row == 1000; });
        QVERIFY(index.setWeight(all[50].time, all[50].row, 200'000));
        all[50].weight = 200'000;
        for (const auto &[from, to] : {std::pair(0.0, 100.0), std::pair(-20.0, 30.0), std::pair(40.0, 40.5)}) {
            const base::TimeSpan span{at(from), at(to)};
            std::map<int, std::pair<std::size_t, std::uint32_t>> expected;
            const double perColumn = static_cast<double>(span.to.nanoseconds - span.from.nanoseconds) / 800;
            for (const auto &mark : all) {
                if (!span.contains(mark.time))
                    continue;
                const auto since = static_cast<double>(mark.time.nanoseconds - span.from.nanoseconds);
                auto &[count, most] = expected[static_cast<int>(since / perColumn)];
                ++count;
                most = std::max(most, mark.weight);
            }
            const auto folded = index.fold(span, 800);
            QCOMPARE(folded.size(), expected.size());
            for (const auto &column : folded) {
                QCOMPARE(column.count, expected[column.column].first);
                QCOMPARE(column.weight, expected[column.column].second);
            }
        }
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<qint64>("span");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<QString>("label");
        QTest::newRow("minute and a half") << qint64{90 * second} << qint64{20 * second} << QStringLiteral("11:06:40");
        QTest::newRow("a second") << qint64{second} << qint64{200'000'000} << QStringLiteral("11:06:40.000");
        QTest::newRow("a day") << qint64{86'400 * second} << qint64{6 * 3600 * second}
                               << QStringLiteral("18 Nov 11:06");
    }
    void ticksAreRound()
    {
        QFETCH(qint64, span);
        QFETCH(qint64, step);
        QFETCH(QString, label);
        qputenv("TZ", "UTC");
        QCOMPARE(tickStep(span, 5), step);
        QCOMPARE(tickLabel({start}, step), label);
    }
};

QTEST_GUILESS_MAIN(TestTimelineGeometry)
#include "tst_timeline_geometry.moc"
