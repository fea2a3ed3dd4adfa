// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/input_files.h"
#include "bridge/leak_sentence.h"
#include "bridge/payload_access.h"
#include "bridge/selection.h"
#include "bridge/theme.h"
#include "decode/decoder.h"
#include "decode/recorded_ciphers.h"
#include "session/header_block.h"
#include "support/sample_session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace telltale;
using bridge::OpenedExchange;
using bridge::PayloadAccess;

class BridgeTest final : public QObject {
    Q_OBJECT

    static session::Exchange stored(session::PayloadStore &store, std::uint64_t connection, const std::string &body)
    {
        auto made = test::exchange(connection, 1, "org.a", "A", "a.example", "/collect?v=1", body.size());
        made.request.headers = store.append(session::encodeHeaders(
            {{"Content-Type", "application/x-www-form-urlencoded"}, {"Referer", "https://b.example/"}}));
        made.request.body = store.append(base::asBytes(body));
        made.request.contentType = "application/x-www-form-urlencoded";
        return made;
    }

    static QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            throw std::runtime_error("cannot write");
        file.write(text);
        return file.fileName();
    }

private slots:
    void opensAPayloadLayerByLayer()
    {
        auto store = session::PayloadStore::create();
        QVERIFY(store.ok());
        PayloadAccess access;
        access.setStore(store.value());
        std::shared_ptr<const OpenedExchange> got;
        connect(&access, &PayloadAccess::opened, this, [&got](const auto &opened) { got = opened; });
        // {"word":"purple otter"} in base64, percent-encoded, in a form field
        access.open(stored(*store.value(), 1, "k=1&data=eyJ3b3JkIjoicHVycGxlIG90dGVyIn0%3D"));
        QTRY_VERIFY(got != nullptr);
        QCOMPARE(got->requestHeaders.size(), std::size_t{2});
        bool found = false;
        for (const auto &tree : got->request) {
            for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
                if (tree.location != QStringLiteral("body") || tree.nodes[i].text != QStringLiteral("purple otter"))
                    continue;
                found = true;
                const QStringList path = tree.path(static_cast<int>(i));
                QVERIFY(path.contains(QStringLiteral("data")));
                QVERIFY(path.indexOf(QStringLiteral("base64")) < path.indexOf(QStringLiteral("json")));
                QCOMPARE(path.last(), QStringLiteral("word"));
                QVERIFY(!tree.nodes[i].onTheWire.empty());
                QVERIFY(tree.nodes[i].onTheWire.to <= static_cast<std::uint64_t>(tree.wire.size()));
            }
        }
        QVERIFY(found);
    }

    void rulesNameValuesAndSayWhatIsEncrypted()
    {
        auto store = session::PayloadStore::create();
        QVERIFY(store.ok());
        const auto trackers = rules::TrackerLibrary::open(TELLTALE_RULES_DIR "/trackers", {});
        QVERIFY(trackers.ok());
        PayloadAccess access;
        access.setStore(store.value());
        access.setTrackers(trackers.value());
        std::shared_ptr<const OpenedExchange> got;
        connect(&access, &PayloadAccess::opened, this, [&got](const auto &opened) { got = opened; });
        // {"event":"open","properties":{"$current_url":"https://a.example/"}}
        auto mixpanel = stored(*store.value(), 1,
            "data=eyJldmVudCI6Im9wZW4iLCJwcm9wZXJ0aWVzIjp7IiRjdXJyZW50X3VybCI6Imh0dHBzOi8vYS5leGFtcGxlLyJ9fQ%3D%3D");
        mixpanel.tracker =
            session::TrackerMatch{"Mixpanel", "events, form", "analytics", session::Readable::yes, {}, {}};
        access.open(mixpanel);
        QTRY_VERIFY(got != nullptr);
        const auto node = [&got](const QString &key) {
            for (const auto &tree : got->request) {
                for (const auto &at : tree.nodes) {
                    if (at.key == key)
                        return at;
                }
            }
            return bridge::PayloadNode{};
        };
        QCOMPARE(node(QStringLiteral("$current_url")).name, QStringLiteral("page"));
        QVERIFY(node(QStringLiteral("$current_url")).why.contains(QStringLiteral("page that the event happened on")));
        QVERIFY2(node(QStringLiteral("event")).name.isEmpty(), "the key says as much");
        QVERIFY(!node(QStringLiteral("event")).why.isEmpty());

        got.reset();
        auto closed = stored(*store.value(), 2, "\x91\x02\xf0\x83\xc2 nonsense");
        closed.request.contentType = "application/octet-stream";
        closed.tracker =
            session::TrackerMatch{"Xiaomi", "system events (OneTrack, encrypted)", {}, session::Readable::no, {}, {}};
        access.open(closed);
        QTRY_VERIFY(got != nullptr);
        const auto &root = got->request.back().nodes.front();
        QVERIFY(root.verdict == bridge::PayloadVerdict::encrypted);
        QVERIFY(root.reason.contains(QStringLiteral("wrapped for Xiaomi's server")));
    }

    void opensWithWhatWasRecordedBesideTheCaptureShown()
    {
        const std::string encrypted = "sixteen encrypted octets";
        auto ciphers = std::make_shared<decode::RecordedCiphers>();
        ciphers->add({base::toBuffer(base::asBytes(encrypted)), base::toBuffer(base::asBytes("purple otter")),
            "aes-128-cbc", "PiRogue recorded it"});
        auto store = session::PayloadStore::create();
        QVERIFY(store.ok());
        PayloadAccess access;
        std::shared_ptr<const OpenedExchange> got;
        connect(&access, &PayloadAccess::opened, this, [&got](const auto &opened) { got = opened; });
        const auto opensIt = [&] {
            const auto &nodes = got->request.back().nodes;
            return std::any_of(nodes.begin(), nodes.end(),
                [](const bridge::PayloadNode &node) { return node.text == QStringLiteral("purple otter"); });
        };
        access.setStore(store.value(), decode::DecoderRegistry::knowing(ciphers));
        access.open(stored(*store.value(), 1, encrypted));
        QTRY_VERIFY(got != nullptr);
        QVERIFY(opensIt());
        got.reset();
        access.setStore(store.value()); // the next capture has no such records
        access.open(stored(*store.value(), 1, encrypted));
        QTRY_VERIFY(got != nullptr);
        QVERIFY(!opensIt());
    }

    void answersOnlyTheNewestQuestion()
    {
        auto store = session::PayloadStore::create();
        QVERIFY(store.ok());
        PayloadAccess access;
        access.setStore(store.value());
        std::vector<std::uint64_t> answers;
        connect(&access, &PayloadAccess::opened, this,
            [&answers](const auto &opened) { answers.push_back(opened->id.connection.firstPacket); });
        for (std::uint64_t i = 1; i <= 20; ++i)
            access.open(stored(*store.value(), i, "a=b"));
        QTRY_VERIFY(!answers.empty());
        QTest::qWait(50);
        QCOMPARE(answers, std::vector<std::uint64_t>{20});
    }

    void choosingALeakChoosesItsExchangeAndBackwards()
    {
        bridge::Selection selection;
        QSignalSpy exchanges(&selection, &bridge::Selection::exchangeChanged);
        QSignalSpy leaks(&selection, &bridge::Selection::leakChanged);
        const session::ExchangeId first{{1, 0}, 1};
        const session::ExchangeId second{{2, 0}, 1};
        selection.selectLeak(QStringLiteral("l1"), first);
        QCOMPARE(selection.exchange(), std::optional(first));
        selection.selectLeak(QStringLiteral("l2"), first);
        QCOMPARE(exchanges.count(), 1);
        QCOMPARE(leaks.count(), 2);
        selection.selectExchange(first);
        QCOMPARE(selection.leak(), QStringLiteral("l2"));
        selection.selectExchange(second);
        QVERIFY(selection.leak().isEmpty());
        QCOMPARE(leaks.count(), 3);
    }

    void aLeakReadsAsASentenceWithATrail()
    {
        auto made = test::exchange(1, 1, "com.mi", "Mi Browser", "sa.api.intl.miui.com", "/sa", 10);
        made.incognito = true;
        const auto leak = test::leak("l1", made, "purple otter 4821");
        QString strong;
        for (const auto &part : bridge::leakSentence(leak))
            strong += part.strong ? part.text + QLatin1Char('|') : QString();
        QVERIFY(strong.contains(QStringLiteral("purple otter 4821")));
        QVERIFY(strong.contains(QStringLiteral("sa.api.intl.miui.com|")));
        QVERIFY(!strong.contains(QStringLiteral("Mi Browser")));
        QCOMPARE(bridge::leakTrail(leak).join(QLatin1Char('>')),
            QStringLiteral("body>form data_list>percent>base64>gzip>JSON>[0]>properties>search_word"));
    }

    void tellsKeyLogsFromCaptures()
    {
        QTemporaryDir folder;
        const QString keys = write(folder, QStringLiteral("a.txt"), "# made by a browser\nCLIENT_RANDOM 00 11\n");
        const QString keys13 = write(folder, QStringLiteral("b"), "CLIENT_HANDSHAKE_TRAFFIC_SECRET 00 11\n");
        const QString capture = write(folder, QStringLiteral("c.pcapng"), QByteArray::fromHex("0a0d0d0a1c000000"));
        const auto sorted = bridge::sortInputs({keys, capture, keys13});
        QCOMPARE(sorted.capture, capture);
        QCOMPARE(sorted.keyLogs, QStringList({keys, keys13}));
    }

    void textStandsOutFromItsGround()
    {
        const auto luminance = [](const QColor &colour) {
            const auto part = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
            return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
        };
        const auto contrast = [&](const QColor &a, const QColor &b) {
            const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
            return (light + 0.05) / (dark + 0.05);
        };
        using Role = bridge::Theme::Role;
        for (const auto mode : {bridge::Theme::Mode::light, bridge::Theme::Mode::dark}) {
            const bridge::Theme theme(mode);
            for (const Role text : {Role::ink, Role::soft, Role::faint, Role::accent, Role::leak, Role::priv, Role::ok})
                QVERIFY2(
                    contrast(theme.color(text), theme.color(Role::pane)) >= 4.3, qPrintable(theme.color(text).name()));
            QVERIFY(contrast(theme.color(Role::onFill), theme.color(Role::priv)) >= 4.5);
            QVERIFY(contrast(theme.color(Role::onFill), theme.color(Role::leak)) >= 4.5);
            QVERIFY(contrast(theme.color(Role::leak), theme.color(Role::leakBg)) >= 4.3);
        }
    }
};

QTEST_MAIN(BridgeTest)
#include "tst_bridge.moc"
