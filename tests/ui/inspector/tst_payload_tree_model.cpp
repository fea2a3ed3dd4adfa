// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/payload_tree_model.h"
#include "inspector/payload_words.h"
#include "sample_payload.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace telltale;
using inspector::PayloadTreeModel;

namespace {

const QStringList searchPath =
    QStringLiteral("form data_list percent base64 gzip json [0] properties search_word").split(u' ');

std::shared_ptr<bridge::OpenedExchange> sample()
{
    auto exchange = std::make_shared<bridge::OpenedExchange>();
    exchange->request.push_back(test::sensorsPayload().tree);
    test::TreeBuilder plain(QStringLiteral("header:X-Word"), "hello");
    exchange->request.push_back(plain.tree);
    return exchange;
}

inspector::PayloadMarks marks()
{
    return {{{QStringLiteral("body"), searchPath, QStringLiteral("purple otter 4821")}},
        {QStringLiteral("b9f0a1d2-77aa-4c3e-9a10-5d6e7f801234")}};
}

int countRows(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    int rows = model.rowCount(parent);
    for (int i = 0, own = rows; i < own; ++i)
        rows += countRows(model, model.index(i, 0, parent));
    return rows;
}

} // namespace

class TestPayloadTreeModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRulesOfModels()
    {
        PayloadTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto exchange = sample();
        for (int round = 0; round < 3; ++round) {
            model.show(exchange, &exchange->request[0], marks());
            QCOMPARE(countRows(model), 13);
            model.show(exchange, &exchange->request[1], {});
            QCOMPARE(countRows(model), 1);
            model.show(nullptr, nullptr, {});
            QCOMPARE(countRows(model), 0);
        }
    }

    void foldsStepsIntoTheirMember()
    {
        PayloadTreeModel model;
        const auto exchange = sample();
        model.show(exchange, &exchange->request[0], marks());
        QCOMPARE(
            model.index(0, 0).data().toString(), QStringLiteral("crc: \"%1\"").arg(exchange->request[0].nodes[2].text));
        const QModelIndex list = model.index(2, 0);
        QCOMPARE(list.data().toString(), QStringLiteral("data_list"));
        QCOMPARE(list.data(PayloadTreeModel::StepsRole).toString(), QStringLiteral("percent › base64 › gzip › JSON"));
        QCOMPARE(model.index(0, 0, list).data().toString(), QStringLiteral("[0]"));
    }

    void saysWhatARuleCallsAValue()
    {
        PayloadTreeModel model;
        const auto exchange = sample();
        auto &node = exchange->request[1].nodes[0];
        node.name = QStringLiteral("screen name");
        node.why = QStringLiteral("Seen on the wire.");
        model.show(exchange, &exchange->request[1], {});
        const QModelIndex row = model.index(0, 0);
        QCOMPARE(row.data(PayloadTreeModel::NameRole).toString(), QStringLiteral("screen name"));
        QVERIFY2(row.data().toString().endsWith(QStringLiteral(": \"hello\" · screen name")),
            qPrintable(row.data().toString()));
        QCOMPARE(row.data(Qt::ToolTipRole).toString(), QStringLiteral("Seen on the wire."));
    }

    void marksLeaksAndIdentifiers()
    {
        PayloadTreeModel model;
        const auto exchange = sample();
        model.show(exchange, &exchange->request[0], marks());
        const QModelIndex leak = model.firstLeak();
        QCOMPARE(leak.data(PayloadTreeModel::KeyRole).toString(), QStringLiteral("search_word"));
        QCOMPARE(leak.data(PayloadTreeModel::MarkedTextRole).toString(), QStringLiteral("purple otter 4821"));
        QVERIFY(leak.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("leak")));
        const QModelIndex id = model.index(1, 0, leak.parent().parent());
        QCOMPARE(id.data(PayloadTreeModel::MarkRole).toInt(), static_cast<int>(PayloadTreeModel::Mark::identifier));
    }

    void findsNodesByTheirPath()
    {
        PayloadTreeModel model;
        const auto exchange = sample();
        const auto &tree = exchange->request[0];
        model.show(exchange, &tree, {});
        for (int node = 1; node < static_cast<int>(tree.nodes.size()); ++node) {
            QCOMPARE(model.nodeAt(tree.path(node)), std::optional(node));
            const QModelIndex row = model.indexOf(node);
            QVERIFY(row.isValid() || tree.nodes[static_cast<std::size_t>(node)].parent == 0);
        }
        QVERIFY(!model.nodeAt({QStringLiteral("nowhere")}));
    }

    void trailTellsTheWay()
    {
        const auto payload = test::sensorsPayload();
        QStringList texts, near;
        for (const auto &stop : inspector::trail(payload.tree, payload.searchWord)) {
            texts << stop.text;
            if (stop.near)
                near << stop.text;
        }
        QCOMPARE(texts.join(u'>'),
            QStringLiteral("body>form: data_list>percent>base64>gzip>JSON>[0].properties>search_word"));
        QCOMPARE(near.join(u'>'), QStringLiteral("JSON>[0].properties>search_word"));
    }

    void saysWhyAStepFailed()
    {
        test::TreeBuilder build(QStringLiteral("body"), "xx");
        const int form = build.step(0, "form");
        const int field = build.member(form, "data");
        const int step = build.step(field, "base64");
        build.member(form, "other", "1");
        auto &node = build.tree.nodes[static_cast<std::size_t>(step)];
        node.verdict = bridge::PayloadVerdict::encrypted;
        node.reason = QStringLiteral("ekey");
        auto exchange = std::make_shared<bridge::OpenedExchange>();
        exchange->request.push_back(build.tree);
        PayloadTreeModel model;
        model.show(exchange, &exchange->request[0], {});
        QCOMPARE(model.index(0, 0).data(PayloadTreeModel::ProblemRole).toString(),
            QStringLiteral("Encrypted for its recipient, not readable: ekey"));
    }
};

QTEST_GUILESS_MAIN(TestPayloadTreeModel)
#include "tst_payload_tree_model.moc"
