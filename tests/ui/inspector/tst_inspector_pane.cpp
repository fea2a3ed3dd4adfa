// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/payload_access.h"
#include "engine/batch.h"
#include "inspector/fact_sheet.h"
#include "inspector/headers_page.h"
#include "inspector/hex_view.h"
#include "inspector/inspector_pane.h"
#include "inspector/payload_page.h"
#include "inspector/payload_tree_model.h"
#include "inspector/trail_bar.h"
#include "sample_payload.h"

#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>
#include <QTreeView>

using namespace telltale;
using inspector::InspectorPane;

namespace {

const session::ExchangeId exchangeId{{7, 0}, 1};
const session::ConnectionId closedId{9, 0};

engine::Batch batch()
{
    engine::Batch batch;
    session::Exchange exchange;
    exchange.id = exchangeId;
    exchange.method = "POST";
    exchange.host = "sa.api.intl.miui.com";
    exchange.url = "https://sa.api.intl.miui.com/sa?project=global_browser";
    exchange.recipient = {"sa.api.intl.miui.com", "miui.com", "Xiaomi", "CN", "rule", "analytics", "SG",
        "geo-whois-asn-country 2026-06-17"};
    exchange.request.packets = {118, 119, 120, 131};
    exchange.response.packets = {132};
    exchange.tracker =
        session::TrackerMatch{"Sensors Analytics", "events, form", "analytics", session::Readable::yes, {}, {}};
    session::SentData word;
    word.kind = session::DataKind::device;
    word.name = "region";
    word.value = "IN";
    word.location = "body";
    word.path = {"form", "data_list", "percent", "base64", "gzip", "json", "[0]", "properties", "miui_region"};
    word.bytes = {40, 60};
    exchange.data = {word};
    batch.exchanges.push_back(exchange);
    session::Leak leak;
    leak.id = "l1";
    leak.exchange = exchangeId;
    leak.value = "purple otter 4821";
    leak.label = "search at Google";
    leak.location = "body";
    leak.path = {"form", "data_list", "percent", "base64", "gzip", "json", "[0]", "properties", "search_word"};
    const auto body = test::sensorsBody();
    leak.bytes = {static_cast<std::uint64_t>(body.indexOf("data_list=") + 10), static_cast<std::uint64_t>(body.size())};
    leak.identifiers = {{"distinct_id", "b9f0a1d2-77aa-4c3e-9a10-5d6e7f801234"}};
    batch.leaks.push_back(leak);
    session::Connection closed;
    closed.id = closedId;
    closed.host = "pinned.example";
    closed.security = session::Security::tls;
    closed.decryption = session::Decryption::none;
    closed.reason = session::Reason::pinned;
    batch.connections.push_back(closed);
    return batch;
}

std::shared_ptr<const bridge::OpenedExchange> opened()
{
    auto exchange = std::make_shared<bridge::OpenedExchange>();
    exchange->id = exchangeId;
    exchange->requestHeaders = {
        {"Host", "sa.api.intl.miui.com"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    test::TreeBuilder url(QStringLiteral("url"), "https://sa.api.intl.miui.com/sa?project=global_browser");
    exchange->request.push_back(url.tree);
    exchange->request.push_back(test::sensorsPayload().tree);
    return exchange;
}

QString factOf(const inspector::FactSheet &sheet, const QString &label)
{
    for (const auto &fact : sheet.facts())
        if (fact.label == label)
            return fact.value;
    return {};
}

} // namespace

class TestInspectorPane : public QObject {
    Q_OBJECT

    struct Desk {
        bridge::SessionStore store;
        bridge::Selection selection;
        bridge::PayloadAccess access;
        bridge::Theme theme{bridge::Theme::Mode::light};
        InspectorPane pane{store, selection, access, theme};
        Desk()
        {
            store.apply(batch());
            pane.resize(400, 700);
            pane.show();
        }
    };

private slots:
    void opensAtTheLeak()
    {
        Desk desk;
        desk.selection.selectExchange(exchangeId);
        emit desk.access.opened(opened());
        auto &page = desk.pane.payload();
        QCOMPARE(desk.pane.tab(), InspectorPane::Payload);
        QCOMPARE(page.location(), QStringLiteral("body"));
        const auto current = page.treeView().currentIndex();
        QCOMPARE(current.data(inspector::PayloadTreeModel::KeyRole).toString(), QStringLiteral("search_word"));
        const auto bytes = batch().leaks[0].bytes;
        QVERIFY(page.hexView().mark() == bytes);
        QCOMPARE(
            page.wireHead(), QStringLiteral("On the wire · bytes %1–%2 of the body").arg(bytes.from).arg(bytes.to - 1));
        QVERIFY(page.trailBar().text().endsWith(QStringLiteral("JSON › [0].properties › search_word")));
        QVERIFY(factOf(page.factSheet(), QStringLiteral("Check")).contains(QStringLiteral("matches the payload")));
        QVERIFY(desk.pane.bytes().mark() == bytes);
    }

    void theStackSaysWhichCodeCalled()
    {
        session::Connection connection;
        connection.id = closedId;
        connection.host = "pinned.example";
        connection.appClaims = {{"com.shop", "Shop", session::AppSource::pirogue, session::Confidence::certain}};
        connection.app = connection.appClaims.front();
        connection.stack = std::make_shared<const session::CallStack>(
            session::CallStack{"java.net.Socket.connect (native)", "com.shop.net.Api.send (Api.kt:42)"});
        connection.caller = connection.stack->back();
        inspector::Subject subject;
        subject.connection = &connection;
        const auto value = [&](const QString &label) {
            for (const auto &fact : inspector::summaryFacts(subject)) {
                if (fact.label == label)
                    return fact.value;
            }
            return QString();
        };
        QVERIFY(value(QStringLiteral("App")).endsWith(QStringLiteral("called by com.shop.net.Api.send (Api.kt:42)")));
        QCOMPARE(value(QStringLiteral("Stack")),
            QStringLiteral("java.net.Socket.connect (native) ‹ com.shop.net.Api.send (Api.kt:42)"));
        connection.caller.clear();
        QVERIFY(value(QStringLiteral("App")).endsWith(QStringLiteral("no frame of the app's own in the stack")));
        connection.app->source = session::AppSource::device;
        QVERIFY2(!value(QStringLiteral("App")).contains(QStringLiteral("stack")), "who saw the stack says so");
        connection.stack = nullptr;
        QVERIFY(value(QStringLiteral("Stack")).isEmpty());
    }

    void proofBringsThePayloadBack()
    {
        Desk desk;
        desk.selection.selectLeak(QStringLiteral("l1"), exchangeId);
        emit desk.access.opened(opened());
        auto &page = desk.pane.payload();
        page.treeView().setCurrentIndex(page.treeView().model()->index(0, 0));
        desk.pane.setTab(InspectorPane::Headers);
        desk.selection.requestProof();
        QCOMPARE(desk.pane.tab(), InspectorPane::Payload);
        QVERIFY(page.hexView().mark() == batch().leaks[0].bytes);
    }

    void moreOfTheSameRequestKeepsThePlace()
    {
        Desk desk;
        desk.selection.selectExchange(exchangeId);
        emit desk.access.opened(opened());
        auto &tree = desk.pane.payload().treeView();
        tree.setCurrentIndex(tree.model()->index(1, 0));
        emit desk.access.opened(opened());
        QCOMPARE(tree.currentIndex().data(inspector::PayloadTreeModel::KeyRole).toString(), QStringLiteral("gzip"));
    }

    void lateAnswersOfAnotherRequestAreDropped()
    {
        Desk desk;
        desk.selection.selectExchange(exchangeId);
        auto other = std::make_shared<bridge::OpenedExchange>(*opened());
        other->id = {{1, 0}, 1};
        emit desk.access.opened(other);
        QCOMPARE(desk.pane.payload().location(), QString());
        desk.selection.selectExchange(std::nullopt);
        emit desk.access.opened(opened());
        QCOMPARE(desk.pane.payload().location(), QString());
    }

    void summaryTellsPacketsAndLeaks()
    {
        Desk desk;
        desk.selection.selectExchange(exchangeId);
        auto &sheet = desk.pane.summary();
        QCOMPARE(factOf(sheet, QStringLiteral("Packets")), QStringLiteral("118–120, 131–132"));
        QCOMPARE(factOf(sheet, QStringLiteral("Leak")), QStringLiteral("“purple otter 4821”"));
        QCOMPARE(factOf(sheet, QStringLiteral("Recipient")), QStringLiteral("sa.api.intl.miui.com · Xiaomi (China)"));
        QCOMPARE(factOf(sheet, QStringLiteral("Purpose")), QStringLiteral("analytics"));
        QCOMPARE(factOf(sheet, QStringLiteral("Server in")),
            QStringLiteral("Singapore, by geo-whois-asn-country 2026-06-17"));
        const auto packets = std::find_if(sheet.facts().begin(), sheet.facts().end(),
            [](const auto &fact) { return fact.label == QStringLiteral("Packets"); });
        QCOMPARE(packets->copy, QStringLiteral("frame.number in {118..120, 131..132}"));
        QVERIFY(sheet.toPlainText().contains(QStringLiteral("Copy as Wireshark filter")));
    }

    void whatWasSentLeadsToItsPlace()
    {
        Desk desk;
        desk.selection.selectExchange(exchangeId);
        emit desk.access.opened(opened());
        desk.pane.setTab(InspectorPane::Summary);
        auto &sheet = desk.pane.summary();
        const auto data = std::find_if(sheet.facts().begin(), sheet.facts().end(),
            [](const auto &fact) { return fact.label == QStringLiteral("Data"); });
        QVERIFY(data != sheet.facts().end());
        QVERIFY(data->place.has_value());
        emit sheet.anchorClicked(QUrl(QStringLiteral("show:%1").arg(data - sheet.facts().begin())));
        QCOMPARE(desk.pane.tab(), InspectorPane::Payload);
        auto &page = desk.pane.payload();
        QCOMPARE(page.location(), QStringLiteral("body"));
        QCOMPARE(page.treeView().currentIndex().data(inspector::PayloadTreeModel::KeyRole).toString(),
            QStringLiteral("miui_region"));
        QVERIFY(page.hexView().mark() == (base::ByteRange{40, 60}));
        emit sheet.anchorClicked(QUrl(QStringLiteral("show:999"))); // of facts that are gone
    }

    void linksAreNeverBrokenWithinAWord()
    {
        Desk desk;
        inspector::FactSheet sheet(desk.theme);
        sheet.setFacts({{QStringLiteral("Data"), QString(90, u'x'), inspector::Tone::normal, QStringLiteral("x"),
            QStringLiteral("Copy"), false}});
        for (int width = 200; width < 420; width += 7) {
            sheet.resize(width, 200);
            sheet.document()->setTextWidth(width - 24);
            QTextCursor at = sheet.document()->find(QStringLiteral("Copy"));
            QVERIFY(!at.isNull());
            const QTextLayout *layout = at.block().layout();
            const int first = at.selectionStart() - at.block().position();
            QCOMPARE(
                layout->lineForTextPosition(first).lineNumber(), layout->lineForTextPosition(first + 3).lineNumber());
        }
    }

    void leaksSayByWhomAndWhereFrom()
    {
        Desk desk;
        auto changed = batch();
        changed.leaks[0].sender = {
            session::SentBy::page, "https://news.example.org", session::Party::third, {"Origin"}};
        changed.leaks[0].source = session::Harvest{{{3, 0}, 1}, {}, "www.google.com"};
        desk.store.apply(changed);
        desk.selection.selectExchange(exchangeId);
        auto &sheet = desk.pane.summary();
        QCOMPARE(factOf(sheet, QStringLiteral("By whom")), QStringLiteral("Page, to another site"));
        QVERIFY(factOf(sheet, QStringLiteral("Learnt from")).startsWith(QStringLiteral("www.google.com · ")));
        QVERIFY(sheet.toPlainText().contains(QStringLiteral("https://news.example.org · told by Origin")));
    }

    void headersCopyAsLines()
    {
        Desk desk;
        desk.selection.selectExchange(exchangeId);
        emit desk.access.opened(opened());
        QCOMPARE(desk.pane.headers().chosenText(),
            QStringLiteral("Host: sa.api.intl.miui.com\nContent-Type: application/x-www-form-urlencoded"));
    }

    void closedConnectionsSayWhy()
    {
        Desk desk;
        desk.selection.selectExchange(session::ExchangeId{closedId, 0});
        QCOMPARE(desk.pane.tab(), InspectorPane::Summary);
        QCOMPARE(factOf(desk.pane.summary(), QStringLiteral("Recipient")), QStringLiteral("pinned.example"));
        QVERIFY(!factOf(desk.pane.summary(), QStringLiteral("Not decrypted")).isEmpty());
        QVERIFY(!factOf(desk.pane.summary(), QStringLiteral("What next")).isEmpty());
    }
};

QTEST_MAIN(TestInspectorPane)
#include "tst_inspector_pane.moc"
