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

#include <map>
#include <random>

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

engine::Batch batchOf(const std::vector<session::Profile> &profiles, const std::vector<std::string> &gone = {})
{
    engine::Batch batch;
    for (const session::Profile &profile : profiles)
        batch.profiles.emplace(profile.id, profile);
    for (const std::string &id : gone)
        batch.profiles.emplace(id, std::nullopt);
    return batch;
}

session::Profile profileWith(const std::string &id, std::size_t facts)
{
    session::Profile profile;
    profile.id = profile.recipient = id;
    profile.urls.resize(facts);
    return profile;
}

/// The pane in a window of its own.
struct Host {
    bridge::SessionStore store;
    bridge::Selection selection;
    bridge::Theme theme{bridge::Theme::Mode::light};
    profile::ProfilePane pane{store, selection, theme};

    explicit Host(int width)
    {
        pane.resize(width, 280);
        pane.show();
        if (!QTest::qWaitForWindowExposed(&pane))
            throw std::runtime_error("the pane does not come");
    }
    [[nodiscard]] QListView &list() const { return *pane.findChild<QListView *>(); }
    [[nodiscard]] QTableView &table() const { return *pane.findChild<QTableView *>(); }
    void picture(const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("TELLTALE_PICTURES"); !folder.isEmpty())
            QVERIFY(pane.grab().save(QDir(folder).filePath(name)));
    }
};

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
        Host host(1200);
        auto &list = host.list();
        QVERIFY(!list.isVisible());
        session::Profile bare;
        bare.id = "p.Other";
        bare.recipient = "Other";
        bare.identifiers = {gaid};
        host.store.apply(batchOf({bare, xiaomi()}));
        QCOMPARE(host.pane.count(), 1);
        QVERIFY(list.isVisible());
        QVERIFY(list.model()->index(0, 0).data().toString().startsWith(
            QStringLiteral("Xiaomi can join 2 searches and 1 address")));
        auto &table = host.table();
        QCOMPARE(table.model()->rowCount(), 5);
        QCOMPARE(table.model()->index(1, 2).data().toString(), QStringLiteral("purple otter 4821"));
        table.setCurrentIndex(table.model()->index(1, 0));
        QVERIFY(host.selection.exchange() && host.selection.exchange()->connection.firstPacket == 5);
        host.picture(QStringLiteral("profile.png"));

        // The same profile again, with more in it: it stays chosen.
        session::Profile grown = xiaomi();
        grown.urls.push_back({"https://news.example.org/", {{9, 0}, 1}, test::at(60), false, {gaid}});
        host.store.apply(batchOf({grown}));
        QCOMPARE(table.model()->rowCount(), 6);
        host.store.clear();
        QVERIFY(!list.isVisible());
    }

    void aLongIdentifierIsBrokenAndNotCutOff()
    {
        Host host(900);
        session::Profile mixpanel = xiaomi();
        mixpanel.recipient = "Mixpanel";
        mixpanel.identifiers = {{"distinct_id", "$device:" + std::string(120, 'f')}};
        for (auto *facts : {&mixpanel.searches, &mixpanel.urls}) {
            for (auto &fact : *facts)
                fact.identifiers = mixpanel.identifiers;
        }
        mixpanel.accounts.clear();
        host.store.apply(batchOf({mixpanel}));
        auto &list = host.list();
        const QModelIndex row = list.model()->index(0, 0);
        QCOMPARE(row.data(Qt::ToolTipRole).toString(), row.data().toString());
        const int line = QFontMetrics(host.theme.body()).height();
        const int wide = list.visualRect(row).height();
        QVERIFY2(wide > 4 * line, "who, what, and an identifier of several lines");
        host.pane.resize(500, 280);
        QTRY_VERIFY(list.visualRect(list.model()->index(0, 0)).height() > wide);
        host.picture(QStringLiteral("profile-long.png"));
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
        std::mt19937 random(11);
        std::map<std::string, std::size_t> truth; // facts of each
        for (int round = 0; round < 300; ++round) {
            std::vector<session::Profile> changed;
            std::vector<std::string> gone;
            const std::size_t most = round % 50 == 49 ? 200 : 12; // many at once, too
            for (std::size_t i = 0; i < most; ++i) {
                if (random() % 3 != 0)
                    continue;
                const std::string id = "p" + std::to_string(i);
                if (random() % 4 == 0) {
                    gone.push_back(id);
                    truth.erase(id);
                } else {
                    changed.push_back(profileWith(id, random() % 5));
                    truth[id] = changed.back().urls.size();
                }
            }
            store.apply(batchOf(changed, gone));
            std::vector<std::pair<std::size_t, std::string>> expected;
            for (const auto &[id, count] : truth) {
                if (count > 0)
                    expected.emplace_back(SIZE_MAX - count, id);
            }
            std::sort(expected.begin(), expected.end());
            QCOMPARE(profiles.rowCount(), static_cast<int>(expected.size()));
            for (std::size_t row = 0; row < expected.size(); ++row) {
                const session::Profile &profile = profiles.profile(static_cast<int>(row));
                QCOMPARE(profile.id, expected[row].second);
                QCOMPARE(profile.urls.size(), SIZE_MAX - expected[row].first);
            }
            if (!expected.empty())
                facts.setProfile(profiles.profile(0));
        }
        facts.clear();
        store.clear();
        QCOMPARE(profiles.rowCount(), 0);
    }

    void whatIsChosenStaysChosenWhileOthersComeAndGo()
    {
        Host host(1200);
        host.store.apply(batchOf({profileWith("a", 3), profileWith("b", 2), profileWith("c", 1)}));
        host.list().setCurrentIndex(host.list().model()->index(1, 0));
        QCOMPARE(host.table().model()->rowCount(), 2);
        host.table().setCurrentIndex(host.table().model()->index(1, 0));
        host.store.apply(batchOf({profileWith("d", 9), profileWith("a", 4)}));
        QCOMPARE(host.list().currentIndex().row(), 2);
        QCOMPARE(host.table().currentIndex().row(), 1); // what did not change is not shown anew
        host.store.apply(batchOf({profileWith("b", 12)}));
        QCOMPARE(host.list().currentIndex().row(), 0);
        QCOMPARE(host.table().model()->rowCount(), 12);
        host.store.apply(batchOf({}, {"b"}));
        QCOMPARE(host.list().currentIndex().row(), 0); // the fullest one instead
        QCOMPARE(host.table().model()->rowCount(), 9);
        host.store.apply(batchOf({profileWith("b", 1)}));
        QCOMPARE(host.table().model()->rowCount(), 1); // it is back, and was chosen
    }
};

QTEST_MAIN(ProfilePaneTest)
#include "tst_profile_pane.moc"
