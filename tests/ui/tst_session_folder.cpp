// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/input_files.h"
#include "bridge/session_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace telltale;

class SessionFolderTest final : public QObject {
    Q_OBJECT

    static void write(const QString &folder, const QString &name)
    {
        QDir().mkpath(folder);
        QFile file(QDir(folder).filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
    }

private slots:
    void isNamedByTimeAndInterface()
    {
        QTemporaryDir parent;
        const QDateTime time(QDate(2026, 11, 22), QTime(9, 5, 7));
        const QString first = bridge::newSessionFolder(parent.path(), QStringLiteral("hs0"), time);
        QCOMPARE(QDir(first).dirName(), QStringLiteral("2026-11-22 09.05.07 hs0"));
        QVERIFY(!QDir(first).exists());
        QVERIFY(QDir().mkpath(first));
        QCOMPARE(QDir(bridge::newSessionFolder(parent.path(), QStringLiteral("hs0"), time)).dirName(),
            QStringLiteral("2026-11-22 09.05.07 hs0 (2)"));
    }

    void knowsWhenItWasWritten()
    {
        QTemporaryDir folder;
        QVERIFY(!bridge::lastWritten(folder.path()));
        write(folder.path(), QStringLiteral("journal.ndjson"));
        const auto written = bridge::lastWritten(folder.path());
        QVERIFY(written && qAbs(written->secsTo(QDateTime::currentDateTime())) < 60);
    }

    void deletingLeavesWhatIsNotOfTheRecording()
    {
        QTemporaryDir parent;
        const QString session = parent.filePath(QStringLiteral("a"));
        write(session, QStringLiteral("capture.pcapng"));
        write(session, QStringLiteral("journal.ndjson"));
        write(session + QStringLiteral("/screens"), QStringLiteral("1.png"));
        write(session, QStringLiteral("my notes.txt"));
        QVERIFY(bridge::deleteSession(session));
        QCOMPARE(QDir(session).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            QStringList{QStringLiteral("my notes.txt")});
        QVERIFY(QFile::remove(session + QStringLiteral("/my notes.txt")));
        QVERIFY(bridge::deleteSession(session));
        QVERIFY(!QDir(session).exists());
        QVERIFY(bridge::deleteSession(session)); // nothing there, nothing to do
        QVERIFY(bridge::deleteSession({}));
    }

    void thePacketsOfASessionOpenWithItsJournal()
    {
        QTemporaryDir parent;
        const QString session = parent.filePath(QStringLiteral("a"));
        write(session, QStringLiteral("capture.pcapng"));
        const QString packets = session + QStringLiteral("/capture.pcapng");
        QCOMPARE(bridge::sortInputs({packets}).capture, packets);
        write(session, QStringLiteral("journal.ndjson"));
        QCOMPARE(bridge::sortInputs({packets}).capture, session);
    }
};

QTEST_GUILESS_MAIN(SessionFolderTest)
#include "tst_session_folder.moc"
