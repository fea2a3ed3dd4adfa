// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/app_list_model.h"
#include "models/exchange_filter.h"
#include "models/exchange_table_model.h"
#include "models/leak_list_model.h"
#include "models/reason_counts.h"
#include "models/reason_text.h"
#include "models/station_list_model.h"
#include "models/units.h"
#include "support/sample_session.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace telltale::models;

class ModelsTest final : public QObject {
    Q_OBJECT

private slots:
    void keepTheRulesUnderRandomBatches()
    {
        constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
        bridge::SessionStore store;
        ExchangeTableModel table(store);
        ExchangeFilter filter(table);
        AppListModel apps(store);
        StationListModel stations(store);
        LeakListModel leaks(store);
        LeakFilter leakFilter(leaks);
        std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
        for (QAbstractItemModel *model :
            std::initializer_list<QAbstractItemModel *>{&table, &filter, &apps, &stations, &leaks, &leakFilter})
            testers.push_back(std::make_unique<QAbstractItemModelTester>(model, fatal));
        std::mt19937 random(5);
        for (int i = 0; i < 150; ++i) {
            store.apply(test::randomBatch(random));
            if (i % 10 == 3)
                filter.setQuery(QStringLiteral("sent>%1").arg(random() % 3000));
            if (i % 10 == 7)
                filter.setLane(random() % 2 == 0 ? std::nullopt : std::optional(QStringLiteral("b")));
            if (i % 20 == 11)
                filter.sort(
                    static_cast<int>(random() % 6), random() % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            if (i % 25 == 13)
                leakFilter.setShow(static_cast<LeakFilter::Show>(random() % 2));
            if (i % 25 == 17)
                leakFilter.setMaker(
                    random() % 2 == 0 ? std::nullopt : std::optional(static_cast<ByWhom>(random() % 5)));
            if (i == 90)
                store.clear();
        }
        const QPersistentModelIndex chosen = apps.index(apps.rowCount() / 2);
        const QVariant key = chosen.data(AppListModel::KeyRole);
        engine::Batch last;
        last.summary = session::Summary{};
        store.apply(last);
        QCOMPARE(chosen.data(AppListModel::KeyRole), key);
        std::size_t closed = 0;
        for (const auto &connection : store.connections())
            closed += bridge::isUndecrypted(connection) ? 1 : 0;
        filter.setLane(std::nullopt);
        filter.setQuery({});
        QCOMPARE(static_cast<std::size_t>(filter.rowCount()), store.exchanges().size() + closed);
    }

    void changesComeInContiguousRanges()
    {
        bridge::SessionStore store;
        ExchangeTableModel table(store);
        engine::Batch batch;
        for (std::uint64_t i = 1; i <= 6; ++i)
            batch.exchanges.push_back(test::exchange(i, static_cast<double>(i), "a", "A", "h", "/", 1));
        store.apply(batch);
        QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
        engine::Batch again;
        again.exchanges = {batch.exchanges[4], batch.exchanges[1], batch.exchanges[0]};
        store.apply(again);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].toModelIndex().row(), 0);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(changed[1][0].toModelIndex().row(), 4);
    }

    void cellsSayWhatWasSent()
    {
        bridge::SessionStore store;
        ExchangeTableModel table(store);
        engine::Batch batch;
        auto made = test::exchange(1, 31.964, "com.mi", "Mi Browser", "sa.api.intl.miui.com", "/sa?project=x", 1400);
        made.recipient.organisation = "Xiaomi";
        made.recipient.country = "CN";
        made.recipient.serverCountry = "SG";
        made.recipient.serverSource = "geo-whois-asn-country 2026-06-17";
        batch.exchanges = {made};
        batch.connections = {test::closedConnection(2, 33, session::Reason::pinned)};
        batch.leaks = {test::leak("l", made, "v")};
        store.apply(batch);
        const auto row = table.rowOf(made.id);
        QVERIFY(row.has_value());
        const auto cell = [&](int column) { return table.index(*row, column).data().toString(); };
        QCOMPARE(cell(ExchangeTableModel::Time), QStringLiteral("14:02:31.964"));
        QCOMPARE(cell(ExchangeTableModel::App), QStringLiteral("Mi Browser"));
        QCOMPARE(cell(ExchangeTableModel::To), QStringLiteral("sa.api.intl.miui.com · CN · server SG"));
        QCOMPARE(table.index(*row, ExchangeTableModel::To).data(Qt::ToolTipRole).toString(),
            QStringLiteral(
                "sa.api.intl.miui.com\nXiaomi (China)\nServer in Singapore, by geo-whois-asn-country 2026-06-17"));
        QCOMPARE(cell(ExchangeTableModel::What), QStringLiteral("POST /sa?project=x"));
        QCOMPARE(cell(ExchangeTableModel::Sent), QStringLiteral("1.4\u00a0kB"));
        QCOMPARE(cell(ExchangeTableModel::Status), QStringLiteral("200"));
        QVERIFY(table.index(*row, 0).data(ExchangeTableModel::LeakRole).toBool());
        const QModelIndex closed = table.index(1 - *row, ExchangeTableModel::What);
        QCOMPARE(closed.data().toString(), QStringLiteral("not decrypted: the app trusts only its own certificate"));
        QVERIFY(closed.data(ExchangeTableModel::SoftRole).toBool());
        const auto unread = table.exchangeAt(1 - *row); // the connection that was not read
        QVERIFY(unread && unread->ordinal == 0);
        QCOMPARE(table.rowOf(*unread), std::optional(1 - *row));
        QVERIFY(!table.exchangeAt(-1));
    }

    void aLateKeyHidesTheRowOfItsConnection()
    {
        bridge::SessionStore store;
        ExchangeTableModel table(store);
        ExchangeFilter filter(table);
        engine::Batch batch;
        batch.connections = {test::closedConnection(2, 33, session::Reason::noKey)};
        store.apply(batch);
        QCOMPARE(filter.rowCount(), 1);
        batch.connections[0].decryption = session::Decryption::full;
        store.apply(batch);
        QCOMPARE(filter.rowCount(), 0);
    }

    void narrowsByAppStationAndWords()
    {
        bridge::SessionStore store;
        store.apply(test::sampleSession());
        ExchangeTableModel table(store);
        ExchangeFilter filter(table);
        const int all = filter.rowCount();
        filter.setLane(QStringLiteral("com.android.thememanager"));
        QCOMPARE(filter.rowCount(), 5);
        filter.setLane(QString());
        QCOMPARE(filter.rowCount(), 9); // eight requests and the connection that stayed closed
        filter.setLane(std::nullopt);
        filter.setStation(QStringLiteral("10.9.9.9"));
        QCOMPARE(filter.rowCount(), 0);
        filter.setStation({});
        filter.setQuery(QStringLiteral("is:leak"));
        QCOMPARE(filter.rowCount(), 5);
        filter.setQuery(QStringLiteral("is:closed"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setQuery(QStringLiteral("why:pinned"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setQuery(QStringLiteral("why:ech"));
        QCOMPARE(filter.rowCount(), 0);
        filter.setQuery(QStringLiteral("app:\"Mi Browser\" and sent > 1.3 kB to:xiaomi"));
        QCOMPARE(filter.rowCount(), 4);
        filter.setQuery({});
        QCOMPARE(filter.rowCount(), all);
        QVERIFY(!filter.narrowed());
    }

    void countsWhyConnectionsStayedClosed()
    {
        bridge::SessionStore store;
        engine::Batch batch;
        for (std::uint64_t i = 1; i <= 5; ++i)
            batch.connections.push_back(test::closedConnection(
                i, static_cast<double>(i), i < 2 ? session::Reason::ech : session::Reason::pinned));
        batch.connections.push_back(test::closedConnection(6, 6, session::Reason::none));
        batch.connections.back().decryption = session::Decryption::full;
        store.apply(batch);
        const auto counts = reasonCounts(store);
        QCOMPARE(counts.size(), std::size_t{2});
        QVERIFY(counts[0].reason == session::Reason::pinned && counts[0].connections == 4);
        QCOMPARE(counts[0].first.firstPacket, std::uint64_t{2});
        QVERIFY(counts[1].reason == session::Reason::ech && counts[1].connections == 1);
    }

    void sortsByBytes()
    {
        bridge::SessionStore store;
        store.apply(test::sampleSession());
        ExchangeTableModel table(store);
        ExchangeFilter filter(table);
        filter.sort(ExchangeTableModel::Sent, Qt::DescendingOrder);
        std::uint64_t before = UINT64_MAX;
        for (int row = 0; row < filter.rowCount(); ++row) {
            const std::uint64_t sent = table.facts(filter.mapToSource(filter.index(row, 0)).row()).sent;
            QVERIFY(sent <= before);
            before = sent;
        }
    }

    void leaksAreCountedByKindAndSender()
    {
        bridge::SessionStore store;
        store.apply(test::sampleSession());
        LeakListModel leaks(store);
        LeakFilter filter(leaks);
        QCOMPARE(filter.rowCount(), 5);
        QCOMPARE(filter.kinds().at(session::LeakKind::searchQuery), 3);
        QCOMPARE(filter.kinds().at(session::LeakKind::visitedUrl), 2);
        filter.setShow(LeakFilter::Show::incognito);
        QCOMPARE(filter.rowCount(), 4);
        filter.setShow(LeakFilter::Show::all);
        const std::map<ByWhom, int> makers{{ByWhom::app, 4}, {ByWhom::otherSite, 1}};
        QCOMPARE(filter.makers(), makers);
        filter.setMaker(ByWhom::otherSite);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.makers(), makers);
        QCOMPARE(filter.index(0, 0).data(LeakListModel::MakerRole).toString(), QStringLiteral("Page, to another site"));
        const QString tip = filter.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("as any browser would.<br>")), qPrintable(tip));
        QVERIFY(tip.contains(QStringLiteral("https://news.example.org · told by Origin")));
        filter.setMaker(ByWhom::unknown);
        QCOMPARE(filter.rowCount(), 0);
    }

    void byWhomHasAWordForEverySort()
    {
        using session::Party;
        using session::SentBy;
        QCOMPARE(byWhom({}), ByWhom::unknown);
        QCOMPARE(byWhom({SentBy::app, {}, Party::unknown, {}}), ByWhom::app);
        QCOMPARE(byWhom({SentBy::page, {}, Party::unknown, {}}), ByWhom::page);
        QCOMPARE(byWhom({SentBy::page, {}, Party::first, {}}), ByWhom::ownSite);
        QCOMPARE(byWhom({SentBy::page, {}, Party::third, {}}), ByWhom::otherSite);
        QSet<QString> words;
        for (const ByWhom maker : everyMaker)
            words << byWhomText(maker);
        QCOMPARE(words.size(), 5);
        QCOMPARE(
            byWhomReason({SentBy::page, "https://a.example", Party::third, {"Sec-Fetch-Site: cross-site", "Origin"}}),
            QStringLiteral("https://a.example · told by Sec-Fetch-Site: cross-site, Origin"));
        QCOMPARE(byWhomReason({}), QStringLiteral("nothing in the request tells an app from a page"));
    }

    void unitsAreHonest_data()
    {
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << quint64{0} << QStringLiteral("0\u00a0B");
        QTest::newRow("bytes") << quint64{999} << QStringLiteral("999\u00a0B");
        QTest::newRow("one") << quint64{1000} << QStringLiteral("1.0\u00a0kB");
        QTest::newRow("tenth") << quint64{1449} << QStringLiteral("1.4\u00a0kB");
        QTest::newRow("whole") << quint64{61'200} << QStringLiteral("61\u00a0kB");
        QTest::newRow("carry") << quint64{999'600} << QStringLiteral("1.0\u00a0MB");
        QTest::newRow("largest") << quint64{UINT64_MAX} << QStringLiteral("18\u00a0EB");
    }

    void unitsAreHonest()
    {
        QFETCH(quint64, bytes);
        QTEST(bytesText(bytes), "text");
    }

    void sharesNeverRoundToAllOrNothing()
    {
        QCOMPARE(shareText(0, 0), QStringLiteral("–"));
        QCOMPARE(shareText(1, 100000), QStringLiteral("1\u00a0%"));
        QCOMPARE(shareText(99999, 100000), QStringLiteral("99\u00a0%"));
        QCOMPARE(shareText(5, 5), QStringLiteral("100\u00a0%"));
        QCOMPARE(countText(12418), QStringLiteral("12\u202f418"));
        QCOMPARE(elapsedText(41'900), QStringLiteral("0:41"));
        QCOMPARE(elapsedText(3'729'000), QStringLiteral("1:02:09"));
    }

    void serversThatFailAreSaidInWords()
    {
        QCOMPARE(
            serverFailureText(QStringLiteral("wrong_name")), QStringLiteral("its certificate is for another name"));
        QCOMPARE(serverFailureText(QStringLiteral("new_reason")), QStringLiteral("new_reason"));
    }

    void everyReasonSaysWhatToDo()
    {
        for (int i = 0; i <= static_cast<int>(session::Reason::ech); ++i) {
            const auto text = reasonText(static_cast<session::Reason>(i));
            QVERIFY(!text.words.isEmpty());
            QVERIFY(text.next.endsWith(QLatin1Char('.')));
        }
    }
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "tst_models.moc"
