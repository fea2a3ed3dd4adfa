// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "support/sample_session.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace telltale;
using bridge::SessionStore;
using bridge::StoreChange;

class SessionStoreTest final : public QObject {
    Q_OBJECT

    static const bridge::Lane &lane(const SessionStore &store, const QString &key)
    {
        for (const auto &lane : store.lanes()) {
            if (lane.key == key)
                return lane;
        }
        throw std::runtime_error("no such lane");
    }

private slots:
    void countsLanesAndStations()
    {
        SessionStore store;
        engine::Batch batch;
        batch.exchanges = {test::exchange(1, 1, "org.a", "A", "a.example", "/", 100),
            test::exchange(2, 2, "org.a", "A", "a.example", "/", 50),
            test::exchange(3, 3, "", "", "b.example", "/", 7)};
        batch.connections = {test::closedConnection(9, 4, session::Reason::pinned)};
        store.apply(batch);
        QCOMPARE(lane(store, QStringLiteral("org.a")).exchanges, std::size_t{2});
        QCOMPARE(lane(store, QStringLiteral("org.a")).bytesSent, std::uint64_t{150});
        QCOMPARE(lane(store, QStringLiteral("org.a")).connections, std::size_t{2});
        QCOMPARE(lane(store, QString()).bytesSent, std::uint64_t{1107});
        QCOMPARE(lane(store, QString()).connections, std::size_t{2});
        QCOMPARE(lane(store, QString()).colour, bridge::Theme::greyColour);
        QCOMPARE(store.stations().size(), std::size_t{1});
        QCOMPARE(store.stations()[0].address, QStringLiteral("10.42.0.2"));
        QCOMPARE(store.stations()[0].bytesSent, std::uint64_t{1257});
        QVERIFY(store.stations()[0].name.isEmpty());
        QCOMPARE(store.extent()->from, test::at(1));
        QCOMPARE(store.extent()->to, test::at(5));
    }

    void whenAllIsReadTheOrderOfArrivalDoesNotMatter()
    {
        const std::vector<session::Exchange> all{test::exchange(1, 1, "org.a", "A", "a.example", "/", 1),
            test::exchange(2, 2, "", "", "b.example", "/", 1), test::exchange(3, 3, "org.c", "C", "c.example", "/", 1),
            test::exchange(4, 3, "org.d", "D", "d.example", "/", 1)};
        std::vector<std::size_t> order{0, 1, 2, 3};
        do {
            SessionStore store;
            bool arranged = false;
            connect(&store, &SessionStore::changed, this, [&](const StoreChange &change) { arranged = change.lanesArranged; });
            for (const std::size_t one : order) {
                engine::Batch batch;
                batch.exchanges = {all[one]};
                store.apply(batch);
                QVERIFY(!arranged);
            }
            engine::Batch last;
            last.summary = session::Summary{};
            store.apply(last);
            QVERIFY(arranged);
            QStringList lanes;
            for (const char *key : {"org.a", "", "org.c", "org.d"}) {
                const bridge::Lane &one = lane(store, QString::fromLatin1(key));
                lanes << QStringLiteral("%1:%2:%3").arg(one.key).arg(one.place).arg(one.colour);
            }
            QCOMPARE(lanes.join(QLatin1Char(' ')),
                QStringLiteral("org.a:0:0 :1:%1 org.c:2:1 org.d:3:2").arg(bridge::Theme::greyColour));
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void replacesInPlaceAndMovesBetweenLanes()
    {
        SessionStore store;
        engine::Batch first;
        first.exchanges = {
            test::exchange(1, 1, "", "", "a.example", "/", 100), test::exchange(2, 2, "", "", "a.example", "/", 5)};
        store.apply(first);
        std::vector<StoreChange> changes;
        connect(
            &store, &SessionStore::changed, this, [&changes](const StoreChange &change) { changes.push_back(change); });
        engine::Batch second;
        second.exchanges = {test::exchange(1, 1, "org.a", "A", "a.example", "/", 130),
            test::exchange(3, 3, "", "", "a.example", "/", 1)};
        store.apply(second);
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(changes[0].firstNewExchange, std::size_t{2});
        QCOMPARE(changes[0].changedExchanges, std::vector<std::size_t>{0});
        QVERIFY(changes[0].lanesChanged);
        QCOMPARE(lane(store, QString()).bytesSent, std::uint64_t{6});
        QCOMPARE(lane(store, QString()).exchanges, std::size_t{2});
        QCOMPARE(lane(store, QStringLiteral("org.a")).bytesSent, std::uint64_t{130});
        QCOMPARE(store.laneOf(0), std::size_t{1});
        QCOMPARE(store.lanes()[1].colour, 0);
    }

    void leaksFindTheirExchangeInAnyOrder()
    {
        SessionStore store;
        auto made = test::exchange(4, 1, "org.a", "A", "a.example", "/", 1);
        engine::Batch early;
        early.leaks = {test::leak("l1", made, "secret")};
        store.apply(early);
        engine::Batch late;
        late.exchanges = {made};
        store.apply(late);
        QCOMPARE(store.leaksOf(0), std::vector<std::size_t>{0});
        QCOMPARE(lane(store, QStringLiteral("org.a")).leaks, std::size_t{1});

        bool replaced = false;
        std::vector<std::size_t> touched;
        connect(&store, &SessionStore::changed, this, [&](const StoreChange &change) {
            replaced = change.leaksReplaced;
            touched = change.changedExchanges;
        });
        engine::Batch again;
        again.leaks = {test::leak("l1", made, "other"), test::leak("l2", made, "more")};
        store.apply(again);
        QVERIFY(replaced);
        QCOMPARE(store.leaks().size(), std::size_t{2});
        QCOMPARE(store.leaks()[0].value, std::string("other"));
        // The exchange's row has one more leak to show.
        QCOMPARE(touched, std::vector<std::size_t>{0});
    }

    void lateKeyTakesAConnectionOutOfItsLane()
    {
        SessionStore store;
        engine::Batch batch;
        batch.connections = {test::closedConnection(9, 4, session::Reason::noKey)};
        store.apply(batch);
        QCOMPARE(lane(store, QString()).connections, std::size_t{1});
        batch.connections[0].decryption = session::Decryption::full;
        store.apply(batch);
        QCOMPARE(lane(store, QString()).connections, std::size_t{0});
        QCOMPARE(lane(store, QString()).bytesSent, std::uint64_t{0});
        QVERIFY(!store.laneOfConnection(0));
    }

    void clearForgetsEverything()
    {
        SessionStore store;
        store.apply(test::sampleSession());
        QVERIFY(!store.exchanges().empty());
        QSignalSpy reset(&store, &SessionStore::reset);
        store.clear();
        QCOMPARE(reset.count(), 1);
        QVERIFY(
            store.exchanges().empty() && store.lanes().empty() && store.leaks().empty() && store.stations().empty());
        QVERIFY(!store.extent() && !store.now());
        QCOMPARE(store.packets(), std::uint64_t{0});
    }

    void callsAStationByItsNameUntilCleared()
    {
        SessionStore store;
        const QString address = QStringLiteral("10.42.0.2");
        store.nameStation(QStringLiteral("Redmi Note 8"), {address, QStringLiteral("fd42::2")});
        engine::Batch batch;
        batch.exchanges = {test::exchange(1, 1, "org.a", "A", "a.example", "/", 100)};
        store.apply(batch);
        QCOMPARE(store.stations()[0].name, QStringLiteral("Redmi Note 8"));
        QCOMPARE(store.stations()[0].address, address);
        store.clear();
        store.apply(batch);
        QVERIFY(store.stations()[0].name.isEmpty());
    }

    void countsAgreeWithTheRowsUnderRandomBatches()
    {
        std::mt19937 random(11);
        SessionStore store;
        for (int i = 0; i < 300; ++i)
            store.apply(test::randomBatch(random));
        std::vector<std::size_t> exchanges(store.lanes().size());
        std::vector<std::uint64_t> bytes(store.lanes().size());
        for (std::size_t row = 0; row < store.exchanges().size(); ++row) {
            ++exchanges[store.laneOf(row)];
            bytes[store.laneOf(row)] += store.exchanges()[row].request.size;
        }
        for (std::size_t row = 0; row < store.connections().size(); ++row) {
            if (const auto lane = store.laneOfConnection(row))
                bytes[*lane] += store.connections()[row].bytesSent;
        }
        for (std::size_t i = 0; i < store.lanes().size(); ++i) {
            QCOMPARE(store.lanes()[i].exchanges, exchanges[i]);
            QCOMPARE(store.lanes()[i].bytesSent, bytes[i]);
        }
    }
};

QTEST_GUILESS_MAIN(SessionStoreTest)
#include "tst_session_store.moc"
