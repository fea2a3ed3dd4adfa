// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_pane.h"

#include "profile/graph_layout.h"
#include "profile/profile_graph.h"
#include "support/sample_session.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace telltale;
using profile::GraphNode;

namespace {

const session::SentIdentifier anonymous{"distinct_id", "b9f0a1d2-77aa-4c3e-9a10-5d2f7c81e640"};
const session::SentIdentifier gaid{"gaid", "38400000-8cf0-11bd-b23e-10b96e40000d"};
const session::SentIdentifier account{"login_id", "8812345"};

session::Profile xiaomi()
{
    session::Profile profile;
    profile.id = "p.Xiaomi";
    profile.recipient = "Xiaomi";
    profile.identifiers = {account, gaid, anonymous};
    profile.apps = {"Mi Browser", "System launcher"};
    profile.searches = {{"purple otter 4821", {{5, 0}, 1}, test::at(3), true, {anonymous, gaid}},
        {"weather", {{6, 0}, 1}, test::at(40), false, {anonymous}},
        {"weather", {{7, 0}, 1}, test::at(41), false, {anonymous}}};
    profile.urls = {{"https://clinic.example.org/appointments", {{8, 0}, 1}, test::at(9), true, {anonymous}}};
    profile.accounts = {{account.value, {{2, 0}, 1}, test::at(1), false, {account, gaid}}};
    return profile;
}

engine::Batch batchOf(std::vector<session::Profile> profiles)
{
    engine::Batch batch;
    batch.profiles = std::move(profiles);
    return batch;
}

} // namespace

class ProfilePaneTest final : public QObject {
    Q_OBJECT
private slots:
    void theGraphHasEachTextOnce()
    {
        const profile::Graph graph = profile::graphOf(xiaomi(), 10);
        QCOMPARE(graph.apps.size(), std::size_t{2});
        QCOMPARE(graph.identifiers.size(), std::size_t{3});
        QCOMPARE(graph.facts.size(), std::size_t{4});
        QVERIFY(graph.facts[0].kind == GraphNode::Kind::account);
        QVERIFY(graph.facts[1].incognito);
        QVERIFY(!graph.facts[2].incognito);
        // gaid to the account; both to the private search; the anonymous ID to the weather and the clinic
        QCOMPARE(graph.toFacts.size(), std::size_t{5});
    }

    void whatHasNoRoomIsCounted()
    {
        session::Profile many = xiaomi();
        for (std::uint64_t i = 0; i < 30; ++i)
            many.urls.push_back(
                {"https://example.org/" + std::to_string(i), {{100 + i, 0}, 1}, test::at(50), false, {gaid}});
        const profile::Graph graph = profile::graphOf(many, 6);
        QCOMPARE(graph.facts.size(), std::size_t{6});
        QVERIFY(graph.facts.back().kind == GraphNode::Kind::more);
        QCOMPARE(graph.facts.back().text, QStringLiteral("29 more"));
        for (const profile::GraphEdge &edge : graph.toFacts)
            QVERIFY(edge.from < graph.identifiers.size() && edge.to < graph.facts.size());
    }

    void sentencesGraphAndTableSayTheSame()
    {
        bridge::SessionStore store;
        bridge::Selection selection;
        bridge::Theme theme(bridge::Theme::Mode::light);
        profile::ProfilePane pane(store, selection, theme);
        pane.resize(1200, 280);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        auto &list = *pane.findChild<QListView *>();
        QVERIFY(!list.isVisible());
        session::Profile bare;
        bare.id = "p.Other";
        bare.recipient = "Other";
        bare.identifiers = {gaid};
        store.apply(batchOf({bare, xiaomi()}));
        QCOMPARE(pane.count(), 1);
        QVERIFY(list.isVisible());
        QVERIFY(list.model()->index(0, 0).data().toString().startsWith(
            QStringLiteral("Xiaomi can join 2 searches and 1 address")));
        auto &table = *pane.findChild<QTableView *>();
        QCOMPARE(table.model()->rowCount(), 5);
        QCOMPARE(table.model()->index(1, 2).data().toString(), QStringLiteral("purple otter 4821"));
        table.setCurrentIndex(table.model()->index(1, 0));
        QVERIFY(selection.exchange() && selection.exchange()->connection.firstPacket == 5);
        if (const QString folder = qEnvironmentVariable("TELLTALE_PICTURES"); !folder.isEmpty())
            QVERIFY(pane.grab().save(QDir(folder).filePath(QStringLiteral("profile.png"))));

        // The same profile again, with more in it: it stays chosen.
        session::Profile grown = xiaomi();
        grown.urls.push_back({"https://news.example.org/", {{9, 0}, 1}, test::at(60), false, {gaid}});
        store.apply(batchOf({grown}));
        QCOMPARE(table.model()->rowCount(), 6);
        store.clear();
        QVERIFY(!list.isVisible());
    }

    void aLongIdentifierIsBrokenAndNotCutOff()
    {
        bridge::SessionStore store;
        bridge::Selection selection;
        bridge::Theme theme(bridge::Theme::Mode::light);
        profile::ProfilePane pane(store, selection, theme);
        pane.resize(900, 280);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        session::Profile mixpanel = xiaomi();
        mixpanel.recipient = "Mixpanel";
        mixpanel.identifiers = {{"distinct_id", "$device:" + std::string(120, 'f')}};
        for (auto *facts : {&mixpanel.searches, &mixpanel.urls}) {
            for (auto &fact : *facts)
                fact.identifiers = mixpanel.identifiers;
        }
        mixpanel.accounts.clear();
        store.apply(batchOf({mixpanel}));
        auto &list = *pane.findChild<QListView *>();
        const QModelIndex row = list.model()->index(0, 0);
        QCOMPARE(row.data(Qt::ToolTipRole).toString(), row.data().toString());
        const int line = QFontMetrics(theme.body()).height();
        const int wide = list.visualRect(row).height();
        QVERIFY2(wide > 4 * line, "who, what, and an identifier of several lines");
        pane.resize(500, 280);
        QTRY_VERIFY(list.visualRect(list.model()->index(0, 0)).height() > wide);
        if (const QString folder = qEnvironmentVariable("TELLTALE_PICTURES"); !folder.isEmpty())
            QVERIFY(pane.grab().save(QDir(folder).filePath(QStringLiteral("profile-long.png"))));
    }

    void theGraphAnswersTheKeyboard()
    {
        bridge::Theme theme(bridge::Theme::Mode::dark);
        const bridge::SessionStore store;
        profile::ProfileGraph graph(store, theme);
        graph.resize(700, 240);
        graph.setProfile(xiaomi());
        QSignalSpy chosen(&graph, &profile::ProfileGraph::exchangeChosen);
        QTest::keyClick(&graph, Qt::Key_Down);
        QTest::keyClick(&graph, Qt::Key_Down);
        QTest::keyClick(&graph, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<session::ExchangeId>().connection.firstPacket, std::uint64_t{5});
    }

    void modelsKeepTheirWord()
    {
        bridge::SessionStore store;
        profile::ProfileListModel profiles(store);
        profile::FactTableModel facts;
        const QAbstractItemModelTester one(&profiles, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QAbstractItemModelTester two(&facts, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int round = 0; round < 4; ++round) {
            std::vector<session::Profile> batch;
            for (int i = 0; i < round; ++i) {
                batch.push_back(xiaomi());
                batch.back().id += std::to_string(i);
                batch.back().urls.resize(static_cast<std::size_t>(i % 2));
            }
            store.apply(batchOf(batch));
            QCOMPARE(profiles.rowCount(), round);
            if (round > 0)
                facts.setProfile(profiles.profile(0));
        }
        facts.clear();
        store.clear();
        QCOMPARE(profiles.rowCount(), 0);
    }
};

QTEST_MAIN(ProfilePaneTest)
#include "tst_profile_pane.moc"
