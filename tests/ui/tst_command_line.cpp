// SPDX-License-Identifier: GPL-3.0-or-later
#include "telltale/command_line.h"

#include <QTest>

using namespace telltale;

class CommandLineTest final : public QObject {
    Q_OBJECT

private slots:
    void readsWhatTheContractNames()
    {
        const auto line =
            app::readCommandLine({QStringLiteral("a.pcapng"), QStringLiteral("--grab"), QStringLiteral("x.png"),
                QStringLiteral("--grab-after=2.5"), QStringLiteral("--size"), QStringLiteral("1440x900"),
                QStringLiteral("--language"), QStringLiteral("de"), QStringLiteral("--theme=dark")});
        QVERIFY(line.ok());
        QCOMPARE(line.value().file, QStringLiteral("a.pcapng"));
        QCOMPARE(line.value().grab, QStringLiteral("x.png"));
        QCOMPARE(line.value().grabAfter, std::optional(2.5));
        QCOMPARE(line.value().size, QSize(1440, 900));
        QCOMPARE(line.value().language, QStringLiteral("de"));
        QCOMPARE(line.value().theme, bridge::Theme::Mode::dark);
    }

    void playsTheDemonstrationFaster()
    {
        const auto line =
            app::readCommandLine({QStringLiteral("--demo"), QStringLiteral("--speed"), QStringLiteral("4")});
        QVERIFY(line.ok() && line.value().demo);
        QCOMPARE(line.value().speed, 4.0);
    }

    void watchesFromTheStart()
    {
        const auto line = app::readCommandLine({QStringLiteral("--watch"), QStringLiteral("hs0"),
            QStringLiteral("--decrypt"), QStringLiteral("--station=10.42.0.2"), QStringLiteral("--session"),
            QStringLiteral("/tmp/s"), QStringLiteral("--upstream-ca=/dev/null"), QStringLiteral("--ca-dir=/tmp/ca")});
        QVERIFY(line.ok());
        const bridge::WatchPlan &plan = line.value().watch;
        QCOMPARE(plan.interface, QStringLiteral("hs0"));
        QVERIFY(plan.decrypt && plan.refuseQuic);
        QCOMPARE(plan.stations, QStringList{QStringLiteral("10.42.0.2")});
        QCOMPARE(plan.sessionFolder, QStringLiteral("/tmp/s"));
        QCOMPARE(plan.upstreamAuthorities, QStringList{QStringLiteral("/dev/null")});
        QCOMPARE(plan.authorityFolder, QStringLiteral("/tmp/ca"));
        const auto none = app::readCommandLine({});
        QVERIFY(none.ok() && none.value().watch.interface.isEmpty() && !none.value().watch.decrypt);
    }

    void saysInOneSentenceWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--nonsense")};
        QTest::newRow("no value") << QStringList{QStringLiteral("--grab")};
        QTest::newRow("bad size") << QStringList{QStringLiteral("--size"), QStringLiteral("big")};
        QTest::newRow("bad speed") << QStringList{QStringLiteral("--speed"), QStringLiteral("0")};
        QTest::newRow("bad theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")};
        QTest::newRow("two captures") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("demo and capture") << QStringList{QStringLiteral("--demo"), QStringLiteral("b")};
        QTest::newRow("decrypt nothing") << QStringList{QStringLiteral("--decrypt")};
        QTest::newRow("watch and open") << QStringList{QStringLiteral("--watch=hs0"), QStringLiteral("b")};
        QTest::newRow("missing anchors") << QStringList{QStringLiteral("--upstream-ca=/nonexistent/ca.pem")};
        QTest::newRow("missing key log") << QStringList{QStringLiteral("--keylog"), QStringLiteral("/nonexistent/k")};
    }

    void saysInOneSentenceWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        const auto line = app::readCommandLine(arguments);
        QVERIFY(!line.ok());
        QCOMPARE(line.error().kind, base::ErrorKind::usage);
        QVERIFY(line.error().text().ends_with('.'));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"
