// SPDX-License-Identifier: GPL-3.0-or-later
// From the choice of PCAPdroid to what a phone on this computer sends, through real sockets.
#include "bridge/analysis_bridge.h"
#include "shell/style_sheet.h"
#include "support/capture_text.h"
#include "support/pcapdroid_text.h"
#include "watch/choice_list.h"
#include "watch/step_mark.h"
#include "watch/watch_wizard.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>

using namespace telltale;
using watch::WatchWizard;
using Page = WatchWizard::Page;

namespace {

const QString phone = QStringLiteral("127.0.0.2");
const QString stranger = QStringLiteral("127.0.0.3");

std::string conversation(const std::string &host)
{
    return test::CaptureText()
        .open()
        .client("GET /seen HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
        .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        .close()
        .bytes();
}

/// What PCAPdroid writes with its extensions on.
QByteArray captureOf(const std::string &host, const std::string &app)
{
    return QByteArray::fromStdString(test::pcapdroidPcap(
        conversation(host), [](std::size_t) { return 10123; }, app));
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// A phone that dials, from its own address.
std::unique_ptr<QTcpSocket> dial(const QString &from, quint16 port, const QByteArray &octets)
{
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->bind(QHostAddress(from)))
        return socket;
    socket->connectToHost(QHostAddress::LocalHost, port);
    socket->write(octets);
    return socket;
}

/// The wizard over the analysis that it begins, as the window joins them.
struct Host {
    bridge::Theme theme{bridge::Theme::Mode::light};
    bridge::SessionStore store;
    bridge::PayloadAccess payloads;
    bridge::AnalysisBridge analysis{store, payloads};
    WatchWizard wizard{theme, analysis.interception(), analysis.phoneStream(), [] {
                           using Role = bridge::Interface::Role;
                           return std::vector<bridge::Interface>{{QStringLiteral("eth0"), QStringLiteral("ethernet"),
                               Role::other, {QStringLiteral("127.0.0.1"), QStringLiteral("fe80::1")}, {}, true}};
                       }};
    QSignalSpy finished{&wizard, &WatchWizard::finished};
    QSignalSpy dropped{&wizard, &WatchWizard::watchDropped};
    QSignalSpy failed{&analysis, &bridge::AnalysisBridge::failed};
    quint16 port = freePort();

    Host()
    {
        QObject::connect(&wizard, &WatchWizard::watchWanted, &wizard, [this](const bridge::WatchPlan &plan) {
            if (analysis.watch(plan))
                wizard.watching(plan);
        });
        QObject::connect(&wizard, &WatchWizard::watchDropped, &analysis, &bridge::AnalysisBridge::discardRecording);
        wizard.setStyleSheet(shell::styleSheet(theme));
        wizard.resize(1024, 540);
        wizard.QWidget::show();
        if (!QTest::qWaitForWindowExposed(&wizard))
            throw std::runtime_error("the wizard does not come");
        wizard.open();
        wizard.findChild<watch::ChoiceList *>()->choose(QStringLiteral("pcapdroid"));
        click("wizardGoOn");
        type("ownPort", QString::number(port));
    }

    [[nodiscard]] QPushButton &button(const char *name) const
    {
        return *wizard.findChild<QPushButton *>(QLatin1String(name));
    }
    void click(const char *name) const { QTest::mouseClick(&button(name), Qt::LeftButton); }
    void choose(const char *way) const { wizard.findChild<QAbstractButton *>(QLatin1String(way))->click(); }
    void type(const char *field, const QString &text) const
    {
        auto *line = wizard.findChild<QLineEdit *>(QLatin1String(field));
        line->clear();
        QTest::keyClicks(line, text);
    }
    [[nodiscard]] int checkMarks() const
    {
        int count = 0;
        for (auto *mark : wizard.findChildren<watch::StepMark *>())
            count += mark->isVisible() && mark->reached() ? 1 : 0;
        return count;
    }
    [[nodiscard]] QString question() const
    {
        const auto *label = wizard.findChild<QLabel *>(QStringLiteral("whoQuestion"));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] std::string host() const
    {
        return store.exchanges().empty() ? std::string() : store.exchanges().front().host;
    }
};

} // namespace

class PcapdroidWatchTest final : public QObject {
    Q_OBJECT
private slots:
    void whoSendsFirstIsShownAndConfirmed()
    {
        Host host;
        host.click("wizardGoOn");
        QCOMPARE(host.wizard.page(), Page::phoneStream);
        QCOMPARE(host.checkMarks(), 1); // it listens
        QCOMPARE(host.wizard.findChild<QLabel *>(QStringLiteral("pcapdroidEnd"))->text(),
            QStringLiteral("127.0.0.1:%1").arg(host.port));
        QVERIFY(!host.button("wizardGoOn").isEnabled() && !host.button("wizardSkip").isVisible());
        const auto dialled = dial(phone, host.port, captureOf("a.example", "Mi Browser"));
        QTRY_COMPARE(host.checkMarks(), 4);
        QVERIFY2(host.question().contains(phone), qPrintable(host.question()));
        QCOMPARE(host.finished.count(), 0); // not before it was confirmed
        host.click("wizardGoOn");
        QCOMPARE(host.finished.count(), 1);
        QCOMPARE(host.host(), std::string("a.example"));
        QCOMPARE(host.store.lanes().front().name, QStringLiteral("Mi Browser"));
        QVERIFY(host.analysis.running());
        QCOMPARE(host.analysis.name(), QStringLiteral("PCAPdroid"));
        host.analysis.stop();
        QTRY_VERIFY(!host.analysis.running());
        QCOMPARE(host.failed.count(), 0);
    }

    void anotherDeviceIsForgottenAndNotTakenAgain()
    {
        Host host;
        host.click("wizardGoOn");
        const auto first = dial(stranger, host.port, captureOf("false.example", "Nobody"));
        QTRY_VERIFY(host.question().contains(stranger));
        QTRY_COMPARE(host.host(), std::string("false.example"));
        host.click("wizardSkip");
        QCOMPARE(host.dropped.count(), 1);
        QCOMPARE(host.wizard.page(), Page::phoneStream);
        QCOMPARE(host.checkMarks(), 1);
        QVERIFY(host.store.exchanges().empty() && host.question().isEmpty());
        const auto again = dial(stranger, host.port, captureOf("false.example", "Nobody"));
        QTRY_VERIFY(!host.store.anomalies().empty()); // it was refused
        const auto dialled = dial(phone, host.port, captureOf("a.example", "Mi Browser"));
        QTRY_VERIFY(host.question().contains(phone));
        QTRY_COMPARE(host.host(), std::string("a.example"));
        QCOMPARE(host.store.exchanges().size(), std::size_t{1});
    }

    void aPhoneThatIsNamedNeedsNoQuestion()
    {
        Host host;
        host.choose("wayUdp");
        host.type("phoneAddress", phone);
        host.click("wizardGoOn");
        QCOMPARE(host.wizard.page(), Page::phoneStream);
        QVERIFY(host.button("wizardGoOn").isEnabled());
        const auto send = [&](QUdpSocket &from, const QByteArray &whole) {
            constexpr int fileHeader = 24;
            from.writeDatagram(whole.left(fileHeader), QHostAddress::LocalHost, host.port);
            test::eachRecord(whole.toStdString(), [&](std::size_t, std::string_view header, std::string_view packet) {
                const std::string record = std::string(header) + std::string(packet);
                from.writeDatagram(QByteArray::fromStdString(record), QHostAddress::LocalHost, host.port);
            });
        };
        QUdpSocket other, mine;
        QVERIFY(other.bind(QHostAddress(stranger)) && mine.bind(QHostAddress(phone)));
        send(other, captureOf("false.example", "Nobody"));
        send(mine, captureOf("a.example", "Mi Browser"));
        QTRY_COMPARE(host.finished.count(), 1); // by itself
        QVERIFY(host.question().isEmpty());
        QTRY_COMPARE(host.host(), std::string("a.example"));
        QCOMPARE(host.store.exchanges().size(), std::size_t{1});
    }

    void thePhonesServerIsAskedUntilItAnswers()
    {
        Host host;
        host.choose("wayHttp");
        QVERIFY(!host.button("wizardGoOn").isEnabled());
        host.type("phoneServer", QStringLiteral("http://127.0.0.1:%1/").arg(host.port));
        host.click("wizardGoOn"); // nobody answers yet
        QCOMPARE(host.wizard.page(), Page::phoneStream);
        QCOMPARE(host.checkMarks(), 1);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, host.port));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            const QByteArray octets = captureOf("a.example", "Mi Browser");
            server.nextPendingConnection()->write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.tcpdump.pcap\r\nTransfer-Encoding: chunked\r\n\r\n"
                + QByteArray::number(octets.size(), 16) + "\r\n" + octets + "\r\n");
        });
        QTRY_COMPARE(host.finished.count(), 1);
        QTRY_COMPARE(host.host(), std::string("a.example"));
        QCOMPARE(host.failed.count(), 0);
    }

    void anotherServerIsNamedAndOneGoesBack()
    {
        Host host;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, host.port));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            server.nextPendingConnection()->write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
        });
        host.choose("wayHttp");
        host.type("phoneServer", QStringLiteral("127.0.0.1:%1").arg(host.port));
        host.click("wizardGoOn");
        QTRY_VERIFY(host.question().contains(QStringLiteral("127.0.0.1:")));
        QCOMPARE(host.failed.count(), 1);
        QVERIFY(!host.button("wizardSkip").isVisible());
        host.click("wizardBack");
        QCOMPARE(host.wizard.page(), Page::pcapdroid);
        QCOMPARE(host.dropped.count(), 1);
    }

    void onlyTheAddressShownIsListenedAt()
    {
        Host host;
        QCOMPARE(host.wizard.findChild<QComboBox *>(QStringLiteral("ownAddress"))->count(), 1); // none of the link
        host.click("wizardGoOn");
        QTcpSocket elsewhere;
        elsewhere.connectToHost(QHostAddress(phone), host.port);
        QTRY_COMPARE(elsewhere.error(), QAbstractSocket::ConnectionRefusedError);
        const auto here = dial(phone, host.port, {});
        QTRY_COMPARE(here->state(), QAbstractSocket::ConnectedState);
        // A plan without an address is none: it would mean all of them.
        bridge::WatchPlan plan;
        for (const auto &[address, from] : std::vector<std::pair<QString, QString>>{{{}, {}}, {QStringLiteral("x"), {}},
                 {QStringLiteral("0.0.0.0"), {}}, {QStringLiteral("127.0.0.1"), QStringLiteral("phone")}}) {
            plan.pcapdroid = bridge::PcapdroidPlan{bridge::PcapdroidPlan::Way::tcp, address, freePort(), from};
            QVERIFY(!host.analysis.watch(plan));
        }
        QCOMPARE(host.failed.count(), 4);
        QVERIFY(host.analysis.running()); // what was begun before goes on
    }

    void whatCannotBeRightCannotBeBegun()
    {
        Host host;
        QVERIFY(host.button("wizardGoOn").isEnabled());
        for (const QString &wrong : {QStringLiteral("80"), QStringLiteral("65536"), QStringLiteral("x"), QString()}) {
            host.type("ownPort", wrong);
            QVERIFY2(!host.button("wizardGoOn").isEnabled(), qPrintable(wrong));
        }
        host.type("ownPort", QStringLiteral("5123"));
        host.type("phoneAddress", QStringLiteral("my phone"));
        QVERIFY(!host.button("wizardGoOn").isEnabled());
        host.type("phoneAddress", QStringLiteral("192.168.1.7"));
        QVERIFY(host.button("wizardGoOn").isEnabled());
        host.choose("wayHttp");
        for (const QString &wrong :
            {QStringLiteral("8080"), QStringLiteral("https://192.168.1.7"), QStringLiteral("phone:8080")}) {
            host.type("phoneServer", wrong);
            QVERIFY2(!host.button("wizardGoOn").isEnabled(), qPrintable(wrong));
        }
        for (const QString &right : {QStringLiteral("192.168.1.7"), QStringLiteral("HTTP://192.168.1.7:8080/"),
                 QStringLiteral(" [fd00::1]:81 ")}) {
            host.type("phoneServer", right);
            QVERIFY2(host.button("wizardGoOn").isEnabled(), qPrintable(right));
        }
    }

    void aPortThatIsTakenIsSaid()
    {
        Host host;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, host.port));
        host.click("wizardGoOn");
        QCOMPARE(host.wizard.page(), Page::pcapdroid);
        QCOMPARE(host.failed.count(), 1);
        QVERIFY(host.failed.first().first().toString().contains(QString::number(host.port)));
    }
};

QTEST_MAIN(PcapdroidWatchTest)
#include "tst_pcapdroid_watch.moc"
