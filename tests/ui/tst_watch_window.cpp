// SPDX-License-Identifier: GPL-3.0-or-later
// The main window while it watches: the wizard in it, recording, what is missing, why things stay closed.
#include "bridge/session_folder.h"
#include "shell/main_window.h"
#include "shell/notices.h"
#include "shell/reason_list.h"
#include "shell/status_line.h"
#include "support/capture_text.h"
#include "support/own_network.h"
#include "support/pcapdroid_text.h"
#include "support/sample_session.h"
#include "watch/watch_wizard.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace telltale;

class WatchWindowTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<shell::MainWindow> m_window;

    template <typename Widget>
    Widget &the(const char *name = nullptr)
    {
        auto *found = name ? m_window->findChild<Widget *>(QLatin1String(name)) : m_window->findChild<Widget *>();
        if (!found)
            throw std::runtime_error("no such widget");
        return *found;
    }
    QPushButton &link(const QString &text)
    {
        for (auto *button : m_window->findChildren<QPushButton *>()) {
            if (button->text() == text)
                return *button;
        }
        throw std::runtime_error("no such button");
    }
    QString statusText()
    {
        QStringList texts;
        for (auto *label : the<shell::StatusLine>().findChildren<QLabel *>())
            texts << label->text();
        return texts.join(QLatin1Char('|'));
    }
    QString program(const QString &name, const QByteArray &script)
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            throw std::runtime_error("cannot write");
        file.write(script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName();
    }

private slots:
    void initTestCase() { qputenv("HOME", m_home.path().toLocal8Bit()); }

    void init()
    {
        m_window = std::make_unique<shell::MainWindow>(bridge::Theme::Mode::light);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void theWizardOpensInTheWindowAndEscapeLeavesIt()
    {
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(the<watch::WatchWizard>().isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!the<watch::WatchWizard>().isVisible());
        QVERIFY(the<QWidget>("startPage").isVisible());
        m_window->showWorkspace();
    }

    void whatCannotBeWatchedIsSaidAndLeavesNothing()
    {
        QVERIFY(!m_window->startWatch({QStringLiteral("nosuch0"), {}, {}, false, true, {}}));
        QVERIFY(!the<shell::Banner>().text().isEmpty());
        QVERIFY(!QDir(bridge::recordingsFolder()).exists());
        QVERIFY(!the<QWidget>("decryptBand").isVisible());
        QVERIFY(!m_window->analysis().running());
    }

    void aMissingRightComesWithItsCommand()
    {
        const QString command = QStringLiteral("sudo setcap cap_net_raw,cap_net_admin=eip /opt/t t/telltale-capture");
        the<shell::Banner>().say(
            QStringLiteral("telltale-capture lacks the right to capture."), QStringLiteral("Give it: ") + command);
        auto &copy = the<QPushButton>("copyCommand");
        QVERIFY(copy.isVisible());
        QTest::mouseClick(&copy, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), command);
        the<shell::Banner>().say(QStringLiteral("The file is no capture."), QStringLiteral("Open another."));
        QVERIFY(!copy.isVisible());
    }

    void theRightCanBeGivenWherePkexecIs()
    {
        const QString said = m_home.filePath(QStringLiteral("said"));
        program(QStringLiteral("setcap"), "#!/bin/sh\n");
        program(QStringLiteral("pkexec"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + said.toLocal8Bit() + "'\n");
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", m_home.path().toLocal8Bit() + ":" + path);
        the<shell::Banner>().say(QStringLiteral("telltale-capture lacks the right to capture."),
            QStringLiteral("Give it: sudo setcap cap_net_raw,cap_net_admin=eip /opt/t t/telltale-capture"));
        auto &give = the<QPushButton>("giveRight");
        QVERIFY(give.isVisible());
        QVERIFY(the<shell::Banner>().text().contains(QStringLiteral("administrator")));
        QTest::mouseClick(&give, Qt::LeftButton);
        QTRY_VERIFY(the<shell::Banner>().text().contains(QStringLiteral("Watch again")));
        QFile file(said);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().trimmed(),
            m_home.filePath(QStringLiteral("setcap")).toLocal8Bit()
                + "\ncap_net_raw,cap_net_admin=eip\n/opt/t t/telltale-capture");
        the<shell::Banner>().say(QStringLiteral("Something else."), QStringLiteral("Try: sudo rm -rf /"));
        QVERIFY(!give.isVisible()); // nothing but that one command is ever run
        qputenv("PATH", path);
    }

    void saysWhyConnectionsStayedClosed()
    {
        m_window->showWorkspace();
        engine::Batch batch = test::sampleSession();
        for (std::uint64_t i = 0; i < 3; ++i)
            batch.connections.push_back(
                test::closedConnection(900 + i, 40 + static_cast<double>(i), session::Reason::relayBypassed));
        m_window->store().apply(batch);
        auto &why = link(QStringLiteral("see why"));
        QTRY_VERIFY(why.isVisible());
        QTest::mouseClick(&why, Qt::LeftButton);
        auto &list = the<shell::ReasonList>();
        QVERIFY(list.isVisible());
        const auto lines = list.findChildren<QPushButton *>(QStringLiteral("reason"));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first()->accessibleName().startsWith(QStringLiteral("3 · ")));
        QVERIFY(!lines.first()->accessibleDescription().isEmpty());
        if (const QString folder = qEnvironmentVariable("TELLTALE_PICTURES"); !folder.isEmpty())
            QVERIFY(list.grab().save(QDir(folder).filePath(QStringLiteral("reasons.png"))));
        QTest::keyClick(&list, Qt::Key_Return);
        QVERIFY(!list.isVisible());
        QCOMPARE(the<QLineEdit>("filter").text(), QStringLiteral("why:relay_bypassed"));
        QTRY_COMPARE(the<QTableView>("exchangeTable").model()->rowCount(), 3);
        QCOMPARE(m_window->selection().exchange()->connection.firstPacket, std::uint64_t{900});
    }

    void theBandNamesThePhoneAndWhatChanged()
    {
        const bridge::Theme theme;
        shell::DecryptBand band(theme);
        band.setFacts(QStringLiteral("Redmi Note 8"), QStringLiteral("hs0"), true);
        QVERIFY(band.accessibleName().contains(QStringLiteral("Decrypting Redmi Note 8")));
        QVERIFY(band.accessibleName().contains(QStringLiteral("QUIC refused")));
        band.setTrouble(QStringLiteral("old.example was refused to the phone"));
        QVERIFY(band.accessibleName().endsWith(QStringLiteral("old.example was refused to the phone")));
        band.setTrouble({});
        band.setFacts({}, QStringLiteral("hs0"), false);
        QVERIFY(band.accessibleName().contains(QStringLiteral("hs0")));
        QVERIFY(!band.accessibleName().contains(QStringLiteral("QUIC")));
    }

    void theBandSaysThatDecryptingEndedUntilItIsClosed()
    {
        const bridge::Theme theme;
        shell::DecryptBand band(theme);
        auto *button = band.findChild<QPushButton *>();
        QSignalSpy wanted(&band, &shell::DecryptBand::endWanted);
        band.setFacts({}, QStringLiteral("hs0"), true);
        band.show();
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        band.setEnding(true);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1); // it is under way
        band.setTrouble(QStringLiteral("old.example was refused to the phone"));
        band.setEnded({1'795'000'000 * base::nanosecondsPerSecond}, true);
        band.setEnding(false);
        QVERIFY(band.accessibleName().startsWith(QStringLiteral("No longer decrypting since ")));
        QVERIFY(!band.accessibleName().contains(QStringLiteral("old.example")));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!band.isVisible() && band.closed());
        QCOMPARE(wanted.count(), 1);
        band.setFacts({}, QStringLiteral("hs0"), true);
        QVERIFY(!band.closed());
        QCOMPARE(button->text(), QStringLiteral("Stop decrypting"));
    }

    void decryptingEndsAndTheViewGoesOn()
    {
        const test::OwnNetwork network;
        if (!network.made())
            QSKIP("an interface to decrypt on needs the right to make one");
        bridge::WatchPlan defaults;
        defaults.authorityFolder = m_home.filePath(QStringLiteral("ca"));
        m_window->setWatchDefaults(defaults);
        QVERIFY2(m_window->startWatch({network.interface(), {}, {}, true, true, {}}),
            qPrintable(the<shell::Banner>().text()));
        auto &band = the<shell::DecryptBand>();
        auto &button = the<QPushButton>("decryptBandButton");
        auto &store = m_window->store();
        QVERIFY(band.isVisible());
        network.send();
        QTRY_VERIFY(store.packets() > 0);
        store.apply(test::sampleSession()); // what was seen until now
        const std::size_t rows = store.exchanges().size();
        const int shown = the<QTableView>("exchangeTable").model()->rowCount();
        QVERIFY(shown >= static_cast<int>(rows));
        const QString folder = m_window->analysis().recording();
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(!button.isEnabled());
        QTRY_VERIFY(band.accessibleName().startsWith(QStringLiteral("No longer decrypting since ")));
        QVERIFY(m_window->analysis().running() && !m_window->analysis().decrypting());
        QVERIFY(band.isVisible() && button.isEnabled());
        QCOMPARE(m_window->analysis().recording(), folder);
        network.send();
        QTRY_VERIFY(store.now() > store.decryptingEnded());
        QCOMPARE(store.exchanges().size(), rows);
        QTRY_COMPARE(the<QTableView>("exchangeTable").model()->rowCount(), shown);
        m_window->analysis().stop();
        QTRY_VERIFY(!m_window->analysis().running());
        QTest::mouseClick(&button, Qt::LeftButton); // "Close"
        QVERIFY(!band.isVisible());
        const auto ended = store.decryptingEnded();
        QVERIFY(ended.has_value());
        m_window->openFiles({folder});
        QTRY_VERIFY(store.summary().has_value());
        QVERIFY(store.now() > store.decryptingEnded());
        QCOMPARE(store.decryptingEnded()->nanoseconds, ended->nanoseconds);
        QVERIFY(band.isVisible());
        QVERIFY(band.accessibleName().startsWith(QStringLiteral("Decrypting ended at ")));
    }

    void recordsWhatItWatchesUntilItIsDiscarded()
    {
        if (!m_window->startWatch({QStringLiteral("lo"), {}, {}, false, true, {}}))
            QSKIP(qPrintable(QStringLiteral("lo cannot be watched here: ") + the<shell::Banner>().text()));
        const QString folder = m_window->analysis().recording();
        QVERIFY(folder.startsWith(m_home.path()));
        QTRY_VERIFY(statusText().contains(QStringLiteral("Recording on lo")));
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this,
            [&server] { server.nextPendingConnection()->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"); });
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        client.write("GET /seen HTTP/1.1\r\nHost: a.example\r\n\r\n");
        QTRY_VERIFY(!m_window->store().exchanges().empty());
        QTRY_VERIFY(statusText().contains(QStringLiteral("Session saved")));
        QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        m_window->analysis().stop();
        QTRY_VERIFY(!m_window->analysis().running());
        QTRY_VERIFY(statusText().contains(QStringLiteral("Recorded on lo")));
        m_window->openFiles({folder + QStringLiteral("/capture.pcapng")});
        QTRY_VERIFY(m_window->store().summary().has_value());
        QCOMPARE(m_window->store().exchanges().size(), std::size_t{1});
        QVERIFY(m_window->analysis().recording().isEmpty()); // a file that was opened is not discarded from here
        QVERIFY(m_window->startWatch({QStringLiteral("lo"), {}, {}, false, true, {}}));
        const QString second = m_window->analysis().recording();
        QTRY_VERIFY(QDir(second).exists(QStringLiteral("capture.pcapng")));
        QTRY_VERIFY(link(QStringLiteral("Discard")).isVisible());
        QTest::mouseClick(&link(QStringLiteral("Discard")), Qt::LeftButton);
        QTRY_VERIFY(m_window->findChild<QPushButton *>(QStringLiteral("confirmDiscard")));
        QTest::mouseClick(&the<QPushButton>("confirmDiscard"), Qt::LeftButton);
        QTRY_VERIFY(!QDir(second).exists());
        QVERIFY(QDir(folder).exists());
        QVERIFY(the<QWidget>("startPage").isVisible());
    }

    void whatPcapdroidSendsIsRecordedAndAnotherDevicesIsDeleted()
    {
        bridge::WatchPlan plan;
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        plan.pcapdroid = {bridge::PcapdroidPlan::Way::tcp, QStringLiteral("127.0.0.1"), free.serverPort()};
        free.close();
        const QByteArray capture = QByteArray::fromStdString(test::pcapdroidPcap(
            test::CaptureText().open().client("GET /seen HTTP/1.1\r\nHost: a.example\r\n\r\n").close().bytes(),
            [](std::size_t) { return 10123; }, "Mi Browser"));
        const auto sendFrom = [&](QTcpSocket &phone, const char *address) {
            phone.bind(QHostAddress(QLatin1String(address)));
            phone.connectToHost(QHostAddress::LocalHost, plan.pcapdroid->port);
            phone.write(capture);
        };
        auto &wizard = the<watch::WatchWizard>();
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        emit wizard.watchWanted(plan);
        QTRY_VERIFY(wizard.isVisible());
        QCOMPARE(wizard.page(), watch::WatchWizard::Page::phoneStream);
        const QString refused = m_window->analysis().recording();
        QVERIFY2(refused.endsWith(QStringLiteral(" PCAPdroid")), qPrintable(refused));
        QTcpSocket stranger;
        sendFrom(stranger, "127.0.0.3");
        QTRY_VERIFY(the<QPushButton>("wizardSkip").isVisible());
        QTRY_VERIFY(!m_window->store().exchanges().empty());
        QTest::mouseClick(&the<QPushButton>("wizardSkip"), Qt::LeftButton);
        QVERIFY(wizard.isVisible() && m_window->store().exchanges().empty());
        QTcpSocket phone;
        sendFrom(phone, "127.0.0.2");
        QTRY_COMPARE(m_window->analysis().phoneStream().phone(), QStringLiteral("127.0.0.2"));
        QTRY_COMPARE(m_window->store().exchanges().size(), std::size_t{1});
        QTest::mouseClick(&the<QPushButton>("wizardGoOn"), Qt::LeftButton);
        QVERIFY(!wizard.isVisible());
        QTRY_VERIFY(statusText().contains(QStringLiteral("Recording on PCAPdroid")));
        const QString folder = m_window->analysis().recording();
        m_window->analysis().stop();
        QTRY_VERIFY(!m_window->analysis().running());
        QTRY_VERIFY(statusText().contains(QStringLiteral("Recorded on PCAPdroid")));
        QFile journal(folder + QStringLiteral("/journal.ndjson"));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        const QByteArray lines = journal.readAll();
        QVERIFY2(lines.contains("\"phone_heard\"") && lines.contains("127.0.0.2"), lines.constData());
        QVERIFY2(!lines.contains("127.0.0.3") && (folder == refused || !QDir(refused).exists()), lines.constData());
        m_window->openFiles({folder});
        QTRY_VERIFY(m_window->store().summary().has_value());
        QCOMPARE(m_window->store().exchanges().size(), std::size_t{1});
        QCOMPARE(m_window->store().lanes().front().name, QStringLiteral("Mi Browser"));
    }
};

QTEST_MAIN(WatchWindowTest)
#include "tst_watch_window.moc"
