// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/interception_state.h"
#include "bridge/phone_stream_state.h"
#include "engine/batch.h"
#include "shell/style_sheet.h"
#include "support/fake_access_point.h"
#include "support/relay_events.h"
#include "support/sample_session.h"
#include "watch/choice_list.h"
#include "watch/qr_code.h"
#include "watch/step_mark.h"
#include "watch/watch_wizard.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>
#include <QVBoxLayout>

#include <random>

using namespace telltale;
using bridge::WatchPlan;
using watch::WatchWizard;
using Kind = intercept::RelayEventKind;
using Page = WatchWizard::Page;

namespace {

bridge::Phone phone(const QString &name, int number, bool reachable = true)
{
    const QString last = QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    return {name, QStringLiteral("0a:71:db:c0:e7:") + last, {QStringLiteral("10.42.0.%1").arg(number)}, {}, true,
        reachable};
}

bridge::Interface interface(const QString &name, bridge::Interface::Role role, std::vector<bridge::Phone> phones = {})
{
    return {name, QStringLiteral("wifi"), role, {QStringLiteral("10.42.0.1")}, std::move(phones), true};
}

/// Every text two fifths longer, as in other languages.
struct Longer final : QTranslator {
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *text, const char *, int) const override
    {
        QString known = QString::fromUtf8(text);
        const qsizetype wanted = known.size() * 7 / 5;
        while (known.size() < wanted)
            known += known.size() % 7 == 0 ? QLatin1Char(' ') : QLatin1Char('n');
        return known;
    }
};

/// The wizard in a window of the smallest size, less the tool bar, a band and the status line.
struct Host {
    bridge::Theme theme;
    bridge::InterceptionState state;
    bridge::PhoneStreamState stream;
    test::FakeAccessPoint accessPoint;
    std::vector<bridge::Interface> interfaces;
    std::vector<bridge::Obstacle> obstacles;
    QWidget window;
    WatchWizard *wizard = nullptr;

    explicit Host(bridge::Theme::Mode mode = bridge::Theme::Mode::light)
        : theme(mode)
    {
        window.setPalette(theme.palette());
        window.setStyleSheet(shell::styleSheet(theme));
        window.setFont(theme.body());
        wizard = new WatchWizard(
            theme, state, stream, [this] { return interfaces; }, &accessPoint,
            [this](const QString &, QObject *, const auto &answer) { answer(obstacles); });
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(wizard);
        window.resize(1024, 540);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            throw std::runtime_error("the window does not come");
    }

    [[nodiscard]] QPushButton &button(const char *name) const
    {
        return *wizard->findChild<QPushButton *>(QLatin1String(name));
    }
    void click(const char *name) const { QTest::mouseClick(&button(name), Qt::LeftButton); }
    [[nodiscard]] watch::ChoiceList &list() const
    {
        for (auto *list : wizard->findChildren<watch::ChoiceList *>()) {
            if (list->isVisible())
                return *list;
        }
        throw std::runtime_error("no list is shown");
    }
    void feed(Kind kind, const std::string &host = {}, const std::string &reason = {})
    {
        state.apply(test::batchOf(test::relayEvent(kind, host, reason)));
    }
};

} // namespace

class WatchWizardTest final : public QObject {
    Q_OBJECT

    static std::vector<bridge::Interface> hotspotWith(std::vector<bridge::Phone> phones)
    {
        using Role = bridge::Interface::Role;
        bridge::Interface wifi = interface(QStringLiteral("wlan1"), Role::wifi);
        return {interface(QStringLiteral("hs0"), Role::hotspot, std::move(phones)), wifi,
            interface(QStringLiteral("eth0"), Role::other)};
    }

private slots:
    void threeClicksLeadToTheFirstFlow()
    {
        Host host;
        host.interfaces = hotspotWith({phone(QStringLiteral("Redmi Note 8"), 2)});
        QSignalSpy wanted(host.wizard, &WatchWizard::watchWanted);
        int clicks = 1; // Watch a phone…
        host.wizard->open();
        QCOMPARE(host.wizard->page(), Page::decision);
        host.click("wizardGoOn");
        ++clicks;
        QCOMPARE(wanted.count(), 1);
        QVERIFY(clicks <= 3);
        const auto plan = wanted.first().first().value<WatchPlan>();
        QCOMPARE(plan.interface, QStringLiteral("hs0"));
        QCOMPARE(plan.stations, QStringList{QStringLiteral("0a:71:db:c0:e7:02")});
        QCOMPARE(plan.stationName, QStringLiteral("Redmi Note 8"));
        QVERIFY(!plan.decrypt); // unless it is chosen
    }

    void decryptingTakesThreeClicksToo()
    {
        Host host;
        host.interfaces = hotspotWith({phone({}, 2), phone({}, 3, false)});
        QSignalSpy wanted(host.wizard, &WatchWizard::watchWanted);
        host.wizard->open(); // the first click
        QCOMPARE(host.wizard->page(), Page::decision);
        host.click("decrypt");
        host.click("wizardGoOn");
        QCOMPARE(wanted.count(), 1);
        const auto plan = wanted.first().first().value<WatchPlan>();
        QVERIFY(plan.decrypt && plan.refuseQuic);
        QCOMPARE(plan.stationName, QStringLiteral("10.42.0.2"));
    }

    void asksWhichOfSeveralPhonesAndGoesBack()
    {
        Host host;
        host.interfaces = hotspotWith({phone(QStringLiteral("A"), 2), phone(QStringLiteral("B"), 3)});
        QSignalSpy wanted(host.wizard, &WatchWizard::watchWanted);
        host.wizard->open();
        QCOMPARE(host.wizard->page(), Page::phone);
        QCOMPARE(host.list().model()->rowCount(), 3); // and all of them
        host.list().choose(QStringLiteral("0a:71:db:c0:e7:03"));
        host.click("wizardGoOn");
        host.click("wizardBack");
        QCOMPARE(host.wizard->page(), Page::phone);
        QCOMPARE(host.list().chosen(), QStringLiteral("0a:71:db:c0:e7:03"));
        host.click("wizardBack");
        QCOMPARE(host.wizard->page(), Page::source);
        QCOMPARE(host.list().chosen(), QStringLiteral("hs0"));
        host.click("wizardGoOn");
        host.list().choose(QStringLiteral("all"));
        host.click("wizardGoOn");
        host.click("wizardGoOn");
        const auto plan = wanted.first().first().value<WatchPlan>();
        QVERIFY(plan.stations.isEmpty() && plan.stationName.isEmpty());
    }

    void waitsForThePhoneToJoin()
    {
        Host host;
        host.interfaces = hotspotWith({});
        host.wizard->open();
        QCOMPARE(host.wizard->page(), Page::source);
        host.click("wizardGoOn");
        QCOMPARE(host.wizard->page(), Page::join);
        QVERIFY(!host.button("wizardGoOn").isEnabled());
        QVERIFY(host.button("wizardSkip").isVisible());
        host.interfaces = hotspotWith({phone(QStringLiteral("Redmi Note 8"), 2)});
        QTRY_COMPARE(host.wizard->page(), Page::decision); // without a click
    }

    void goesOnWithoutWaiting()
    {
        Host host;
        host.interfaces = hotspotWith({});
        QSignalSpy wanted(host.wizard, &WatchWizard::watchWanted);
        host.wizard->open();
        host.click("wizardGoOn");
        host.click("wizardSkip");
        QCOMPARE(host.wizard->page(), Page::decision);
        host.click("wizardGoOn");
        QVERIFY(wanted.first().first().value<WatchPlan>().stations.isEmpty());
    }

    void startsAHotspotAndShowsItsCode()
    {
        Host host;
        host.interfaces = {interface(QStringLiteral("wlan0"), bridge::Interface::Role::wifi)};
        host.wizard->open();
        QCOMPARE(host.list().model()->index(0, 0).data().toString(), QStringLiteral("Start a hotspot…"));
        host.click("wizardGoOn");
        QCOMPARE(host.wizard->page(), Page::hotspot);
        host.click("wizardGoOn");
        QCOMPARE(host.accessPoint.asked, QStringLiteral("wlan0 Telltale quiet-river-19"));
        QVERIFY(!host.button("wizardGoOn").isEnabled());
        emit host.accessPoint.failed(QStringLiteral("The card is busy."), QStringLiteral("Try again."));
        QCOMPARE(host.wizard->page(), Page::hotspot);
        QVERIFY(host.button("wizardGoOn").isEnabled());
        host.click("wizardGoOn");
        host.interfaces = hotspotWith({});
        emit host.accessPoint.started(QStringLiteral("hs0"));
        QCOMPARE(host.wizard->page(), Page::join);
        bool shown = false;
        for (auto *code : host.wizard->findChildren<watch::QrCode *>())
            shown = shown
                || (code->isVisible() && code->text() == QStringLiteral("WIFI:T:WPA;S:Telltale;P:quiet-river-19;;"));
        QVERIFY(shown);
        QSignalSpy cancelled(host.wizard, &WatchWizard::cancelled);
        QTest::keyClick(host.wizard, Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(host.accessPoint.stops, 1); // nothing is left running
    }

    void saysWhyNoHotspotCanBeStarted()
    {
        Host host;
        host.accessPoint.unavailable = QStringLiteral("NetworkManager does not run. Start it.");
        host.interfaces = hotspotWith({});
        host.wizard->open();
        const auto *model = host.list().model();
        bool said = false;
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto at = model->index(row, 0);
            if (at.data(watch::ChoiceListModel::DetailRole).toString() == host.accessPoint.unavailable)
                said = !at.flags().testFlag(Qt::ItemIsEnabled);
        }
        QVERIFY(said);
        QCOMPARE(host.list().chosen(), QStringLiteral("hs0"));
    }

    void namesWhatStandsInTheWayWithItsCommand()
    {
        Host host;
        host.obstacles = {{true, QStringLiteral("This computer does not forward packets."),
                              QStringLiteral("Switch it on."), QStringLiteral("sudo sysctl net.ipv4.ip_forward=1")},
            {false, QStringLiteral("IPv6 goes past."), {}, {}}};
        host.interfaces = hotspotWith({});
        host.wizard->open();
        host.click("wizardGoOn");
        QCOMPARE(host.wizard->page(), Page::join);
        std::vector<watch::ObstacleList *> shown;
        for (auto *list : host.wizard->findChildren<watch::ObstacleList *>()) {
            if (list->isVisible())
                shown.push_back(list);
        }
        QCOMPARE(shown.size(), std::size_t{1});
        const auto buttons = shown.front()->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 1);
        QTest::mouseClick(buttons.front(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), host.obstacles.front().command);
        host.obstacles.clear();
        host.click("wizardSkip");
        for (auto *list : host.wizard->findChildren<watch::ObstacleList *>())
            QVERIFY(!list->isVisible());
    }

    void keysAloneAreEnough()
    {
        Host host;
        host.interfaces = hotspotWith({phone(QStringLiteral("A"), 2), phone(QStringLiteral("B"), 3)});
        QSignalSpy wanted(host.wizard, &WatchWizard::watchWanted);
        host.wizard->open();
        const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
        QVERIFY(host.list().hasFocus());
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(host.wizard->page(), Page::decision);
        press(Qt::Key_Right);
        QVERIFY(host.button("decrypt").isChecked());
        press(Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        const auto plan = wanted.first().first().value<WatchPlan>();
        QCOMPARE(plan.stationName, QStringLiteral("B"));
        QVERIFY(plan.decrypt);
    }

    void checksOffWhatCame()
    {
        Host host;
        host.interfaces = hotspotWith({phone(QStringLiteral("A"), 2)});
        QSignalSpy finished(host.wizard, &WatchWizard::finished);
        host.wizard->open();
        host.state.begin(true);
        host.wizard->watching({QStringLiteral("hs0"), {}, {}, true, true, {}});
        QCOMPARE(host.wizard->page(), Page::certificate);
        host.feed(Kind::listening, {}, "page");
        const auto reached = [&host] {
            int count = 0;
            for (auto *mark : host.wizard->findChildren<watch::StepMark *>())
                count += mark->reached() ? 1 : 0;
            return count;
        };
        engine::Batch batch;
        batch.progress.packets = 1;
        batch.dns.emplace_back();
        host.state.apply(batch);
        QCOMPARE(reached(), 2);
        host.feed(Kind::certificateFetched);
        host.feed(Kind::accepted, "a.example");
        QCOMPARE(reached(), 4);
        QCOMPARE(finished.count(), 0);
        batch.exchanges.push_back(test::exchange(1, 1, "org.a", "A", "a.example", "/", 1));
        batch.exchanges.back().scheme = "https";
        host.state.apply(batch);
        QCOMPARE(finished.count(), 1); // on to the timeline
    }

    void escapeEndsTheWatchThatTheWizardBegan()
    {
        Host host;
        host.interfaces = hotspotWith({phone(QStringLiteral("A"), 2)});
        QSignalSpy cancelled(host.wizard, &WatchWizard::cancelled);
        host.wizard->open();
        QTest::keyClick(host.wizard, Qt::Key_Escape);
        QCOMPARE(cancelled.takeFirst().first().toBool(), false);
        host.wizard->open();
        host.wizard->watching({QStringLiteral("hs0"), {}, {}, true, true, {}});
        QTest::keyClick(host.wizard, Qt::Key_Escape);
        QCOMPARE(cancelled.takeFirst().first().toBool(), true);
        QCOMPARE(host.accessPoint.stops, 0); // that hotspot was not the wizard's
    }

    void pcapdroidIsAChoiceWithoutAnyHotspot()
    {
        Host host;
        host.accessPoint.unavailable = QStringLiteral("No Wi-Fi card.");
        host.interfaces = {interface(QStringLiteral("wlan0"), bridge::Interface::Role::wifi)};
        QSignalSpy wanted(host.wizard, &WatchWizard::watchWanted);
        host.wizard->open();
        QCOMPARE(host.list().chosen(), QStringLiteral("pcapdroid"));
        host.click("wizardGoOn");
        QCOMPARE(host.wizard->page(), Page::pcapdroid);
        host.click("wizardBack");
        QCOMPARE(host.list().chosen(), QStringLiteral("pcapdroid"));
        host.click("wizardGoOn");
        host.click("wizardGoOn");
        const auto plan = wanted.first().first().value<WatchPlan>();
        QVERIFY(plan.pcapdroid && plan.interface.isEmpty() && !plan.decrypt);
        QCOMPARE(plan.sourceName(), QStringLiteral("PCAPdroid"));
        QCOMPARE(plan.pcapdroid->end(), QStringLiteral("10.42.0.1:1234"));
        QVERIFY(plan.pcapdroid->asksWho());
    }

    void theListKeepsTheRulesUnderRandomChanges()
    {
        watch::ChoiceListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::mt19937 random(7);
        for (int i = 0; i < 300; ++i) {
            std::vector<watch::Choice> choices;
            for (int key = 0; key < 8; ++key) {
                if (random() % 2 == 0)
                    choices.push_back({QString::number(key), QString::number(random() % 3), {}, {}, random() % 4 != 0});
            }
            model.setChoices(choices);
            QCOMPARE(model.rowCount(), static_cast<int>(choices.size()));
            for (const auto &choice : choices)
                QCOMPARE(model.index(*model.rowOf(choice.key)).data().toString(), choice.title);
        }
    }

    void codesAreMadeOfAnyText()
    {
        QVERIFY(watch::qrImage({}).isNull());
        QVERIFY(watch::qrImage(QString(5000, QLatin1Char('x'))).isNull());
        const QImage image = watch::qrImage(QStringLiteral("http://10.42.0.1:8080/"));
        QCOMPARE(image.width(), image.height());
        QCOMPARE(image.pixel(0, 0), qRgb(255, 255, 255)); // the quiet zone
        QCOMPARE(image.pixel(4, 4), qRgb(0, 0, 0)); // the corner of a finder pattern
        QCOMPARE(image.pixel(5, 5), qRgb(255, 255, 255));
    }

    void everyPageFitsTheSmallestWindow_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("longer");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("longer texts") << false << true;
    }

    /// Goes through all pages; with TELLTALE_PICTURES set, pictures of them are put into that folder.
    void everyPageFitsTheSmallestWindow()
    {
        QFETCH(bool, dark);
        QFETCH(bool, longer);
        Longer translator;
        if (longer)
            QCoreApplication::installTranslator(&translator);
        Host host(dark ? bridge::Theme::Mode::dark : bridge::Theme::Mode::light);
        const QString suffix = longer ? QStringLiteral("longer")
            : dark                    ? QStringLiteral("dark")
                                      : QStringLiteral("light");
        const auto look = [&host, &suffix](const QString &name) {
            QTest::qWait(20); // layouts settle
            if (const QString folder = qEnvironmentVariable("TELLTALE_PICTURES"); !folder.isEmpty())
                QVERIFY(host.window.grab().save(
                    QDir(folder).filePath(QStringLiteral("wizard-%1-%2.png").arg(name, suffix))));
            for (auto *scroll : host.wizard->findChildren<QScrollArea *>()) {
                if (scroll->isVisible())
                    QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(), qPrintable(name));
            }
            for (auto *label : host.wizard->findChildren<QLabel *>()) {
                if (label->isVisible() && label->wordWrap())
                    QVERIFY2(
                        label->height() >= label->heightForWidth(label->width()) - 1, qPrintable(name + label->text()));
            }
            for (auto *button : host.wizard->findChildren<QPushButton *>()) {
                if (button->isVisible() && !button->isCheckable())
                    QVERIFY2(button->width() >= button->sizeHint().width() - 1, qPrintable(name + button->text()));
            }
        };
        host.interfaces = hotspotWith({});
        host.interfaces.push_back(interface(QStringLiteral("usb0"), bridge::Interface::Role::usb));
        host.wizard->open();
        look(QStringLiteral("1-where"));
        host.obstacles = {
            {true, QStringLiteral("This computer does not forward packets, so the phone has no internet."),
                QStringLiteral("Switch forwarding on while the hotspot runs."),
                QStringLiteral("sudo sysctl -w net.ipv4.ip_forward=1")}};
        host.list().choose(QStringLiteral("start a hotspot"));
        host.click("wizardGoOn");
        look(QStringLiteral("2-hotspot"));
        host.click("wizardGoOn");
        emit host.accessPoint.started(QStringLiteral("hs0"));
        look(QStringLiteral("3-join"));
        host.interfaces = hotspotWith(
            {phone(QStringLiteral("Redmi Note 8"), 2), phone({}, 3), phone(QStringLiteral("Pixel"), 4, false)});
        QTRY_COMPARE(host.wizard->page(), Page::phone);
        look(QStringLiteral("4-phone"));
        host.click("wizardGoOn");
        look(QStringLiteral("5-how-much"));
        host.state.begin(true);
        host.wizard->watching({QStringLiteral("hs0"), {}, {}, true, true, {}});
        host.feed(Kind::listening, {}, "page");
        engine::Batch batch;
        batch.progress.packets = 1;
        batch.dns.emplace_back();
        host.state.apply(batch);
        look(QStringLiteral("6-certificate"));
        host.feed(Kind::certificateFetched);
        host.feed(Kind::clientRejectedCertificate, "chat.example.net", "unknown_ca");
        look(QStringLiteral("7-certificate-fetched"));
        host.wizard->open();
        host.click("wizardBack");
        if (host.wizard->page() == Page::phone)
            host.click("wizardBack");
        host.list().choose(QStringLiteral("pcapdroid"));
        look(QStringLiteral("8-where-pcapdroid"));
        host.click("wizardGoOn");
        look(QStringLiteral("9-pcapdroid"));
        host.wizard->findChild<QAbstractButton *>(QStringLiteral("wayHttp"))->click();
        look(QStringLiteral("10-pcapdroid-http"));
        bridge::PcapdroidPlan pcapdroid{bridge::PcapdroidPlan::Way::tcp, QStringLiteral("192.168.178.32"), 1234};
        WatchPlan plan;
        plan.pcapdroid = pcapdroid;
        host.stream.begin(pcapdroid);
        host.wizard->watching(plan);
        look(QStringLiteral("11-stream"));
        batch.phoneHeard = net::IpAddress::parse("192.168.178.27");
        batch.connections.emplace_back();
        batch.connections.back().appClaims = {{"com.mi.globalbrowser", "Mi Browser", session::AppSource::pcapdroid}};
        host.stream.apply(batch);
        look(QStringLiteral("12-stream-heard"));
        plan.pcapdroid->way = bridge::PcapdroidPlan::Way::http;
        host.stream.begin(*plan.pcapdroid);
        host.wizard->watching(plan);
        look(QStringLiteral("13-stream-http"));
        QCoreApplication::removeTranslator(&translator);
    }
};

QTEST_MAIN(WatchWizardTest)
#include "tst_watch_wizard.moc"
