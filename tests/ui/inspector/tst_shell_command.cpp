// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/shell_command.h"
#include "sample_payload.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace telltale;
using test::TreeBuilder;

namespace {

QString run(const QString &command)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), command});
    if (!shell.waitForFinished(20'000))
        return QStringLiteral("did not finish");
    QString printed = QString::fromUtf8(shell.readAllStandardOutput());
    if (printed.endsWith(QLatin1Char('\n')))
        printed.chop(1);
    return printed;
}

} // namespace

class TestShellCommand : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const auto *tool : {"sh", "jq", "gunzip", "base64", "python3"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(tool)).isEmpty())
                QSKIP("A tool of the pipelines is not installed.");
    }

    void printsWhatTheTreeSays_data()
    {
        QTest::addColumn<int>("node");
        const auto payload = test::sensorsPayload();
        for (std::size_t i = 0; i < payload.tree.nodes.size(); ++i)
            if (payload.tree.nodes[i].leaf)
                QTest::newRow(payload.tree.path(static_cast<int>(i)).join(u' ').toUtf8()) << static_cast<int>(i);
    }
    void printsWhatTheTreeSays()
    {
        QFETCH(int, node);
        const auto payload = test::sensorsPayload();
        const auto command = inspector::shellCommand(payload.tree, node);
        QVERIFY(command.has_value());
        QCOMPARE(run(*command), payload.tree.nodes[static_cast<std::size_t>(node)].text);
    }

    void plusIsASpaceInAQuery()
    {
        TreeBuilder build(QStringLiteral("url"), "https://search.example/s?hl=de&q=it%27s+50%25+off#top");
        const int query = build.step(0, "query");
        build.member(query, "hl", "de");
        const int word = build.member(query, "q");
        const int percent = build.step(word, "percent");
        auto &value = build.tree.nodes[static_cast<std::size_t>(percent)];
        value.text = QStringLiteral("it's 50% off");
        value.size = 12;
        const auto command = inspector::shellCommand(build.tree, percent);
        QVERIFY(command.has_value());
        QCOMPARE(run(*command), QStringLiteral("it's 50% off"));
    }

    void octetsThatAreNoTextGoInAsBase64()
    {
        // gzip of {"q":"köln \"x\""}
        const auto wire =
            QByteArray::fromHex("1f8b0800000000000203ab562a54b252ca3ebc2d274f2146a9224649a91600dcf9192f13000000");
        TreeBuilder build(QStringLiteral("body"), wire);
        const int gzip = build.step(0, "gzip");
        const int json = build.step(gzip, "json");
        const int value = build.member(json, "q", "köln \"x\"");
        const auto command = inspector::shellCommand(build.tree, value);
        QVERIFY(command.has_value());
        QVERIFY(command->contains(QStringLiteral("gunzip")));
        QCOMPARE(run(*command), QStringLiteral("köln \"x\""));
    }

    void bareStringAndOddKeys()
    {
        TreeBuilder bare(QStringLiteral("body"), "\"{\\\"a b\\\":{\\\"[0]\\\":\\\"x\\\",\\\"c\\\":1}}\"");
        const int outer = bare.step(0, "json");
        const int text = bare.member(outer, "[0]");
        const int inner = bare.step(text, "json");
        const int object = bare.member(inner, "a b");
        const int odd = bare.member(object, "[0]", "x");
        bare.member(object, "c", "1");
        const auto command = inspector::shellCommand(bare.tree, odd);
        QVERIFY(command.has_value());
        QCOMPARE(run(*command), QStringLiteral("x"));
    }

    void offersNothingThatWouldNotBeTrue()
    {
        TreeBuilder unknown(QStringLiteral("body"), "abc");
        const int protobuf = unknown.step(0, "protobuf");
        QVERIFY(!inspector::shellCommand(unknown.tree, unknown.member(protobuf, "1", "x")));

        TreeBuilder twice(QStringLiteral("body"), "a=1&a=2");
        const int form = twice.step(0, "form");
        const int first = twice.member(form, "a", "1");
        twice.member(form, "a", "2");
        QVERIFY(!inspector::shellCommand(twice.tree, first));

        TreeBuilder number(QStringLiteral("body"), "{\"n\":12345678901234567890}");
        const int json = number.step(0, "json");
        QVERIFY(!inspector::shellCommand(number.tree, number.member(json, "n", "12345678901234567890")));

        auto payload = test::sensorsPayload();
        payload.tree.nodes[static_cast<std::size_t>(payload.searchWord)].size = 5000; // its text was cut
        QVERIFY(!inspector::shellCommand(payload.tree, payload.searchWord));
        QVERIFY(!inspector::shellCommand(payload.tree, 0));
        QVERIFY(!inspector::shellCommand(payload.tree, 9999));
    }
};

QTEST_GUILESS_MAIN(TestShellCommand)
#include "tst_shell_command.moc"
