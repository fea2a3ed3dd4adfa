// SPDX-License-Identifier: GPL-3.0-or-later
// Real payloads through the real decoders; then every value that has a command is printed by running it.
#include "decode/decoder.h"
#include "inspector/shell_command.h"
#include "inspector/shell_steps.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace telltale;

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

bridge::PayloadTree opened(const QByteArray &wire, const char *contentType)
{
    decode::Hints hints;
    hints.contentType = contentType;
    const base::ByteView octets{
        reinterpret_cast<const std::uint8_t *>(wire.constData()), static_cast<std::size_t>(wire.size())};
    const auto tree = decode::decodeLocation(octets, decode::LocationKind::body, hints);
    bridge::PayloadTree payload;
    payload.location = QStringLiteral("body");
    payload.wire = wire;
    for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
        const decode::Node &from = tree.node(i);
        const auto content = tree.content(i);
        bridge::PayloadNode node;
        node.parent = i == 0 ? -1 : static_cast<int>(from.parent);
        node.step = QString::fromStdString(from.step);
        node.key = QString::fromStdString(from.key);
        node.size = content.size();
        node.leaf = from.leaf;
        node.text =
            QString::fromUtf8(reinterpret_cast<const char *>(content.data()), static_cast<qsizetype>(content.size()));
        node.verdict = static_cast<bridge::PayloadVerdict>(from.verdict);
        node.note = QString::fromStdString(from.note);
        node.range = from.range;
        node.linear = from.linear;
        node.children.assign(from.children.begin(), from.children.end());
        payload.nodes.push_back(node);
    }
    return payload;
}

QByteArray seed(const char *name)
{
    QFile file(QStringLiteral(TELLTALE_TESTS_DIR "/fuzz/corpus/decode/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().mid(1) : QByteArray();
}

} // namespace

class TestShellSteps : public QObject {
    Q_OBJECT
private slots:
    void everyCommandPrintsItsValue_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("step"); ///< one that a command must have undone
        QTest::addColumn<QStringList>("tools");
        const QStringList none;
        const QStringList python{QStringLiteral("python3")};
        const QStringList openssl{QStringLiteral("openssl"), QStringLiteral("xxd"), QStringLiteral("md5sum")};
        QTest::newRow("protobuf") << seed("protobuf") << "protobuf" << python;
        QTest::newRow("grpc") << seed("grpc") << "grpc" << python;
        QTest::newRow("messagepack") << seed("message_pack") << "messagepack" << none;
        QTest::newRow("cbor") << seed("cbor") << "cbor" << none;
        QTest::newRow("thrift") << seed("thrift_compact") << "thrift-compact" << none;
        QTest::newRow("umeng") << seed("umeng") << "aes-128-cbc" << openssl + python;
        QTest::newRow("mistat") << seed("mistat3") << "aes-128-ecb" << openssl;
        QTest::newRow("mistat v3") << seed("mistat_v3") << "aes-128-cbc" << openssl + python;
        QTest::newRow("bplist") << seed("binary_plist") << "bplist" << none;
        QTest::newRow("raw deflate") << seed("raw_deflate") << "raw deflate" << python;
        QTest::newRow("zlib") << seed("zlib") << "zlib" << python;
        QTest::newRow("lzstring") << seed("lz_string") << "lzstring" << python;
        QTest::newRow("lzstring utf16") << seed("lz_utf16") << "lzstring" << python;
        QTest::newRow("base32") << seed("base32") << "base32" << QStringList{QStringLiteral("base32")};
        QTest::newRow("base32 unpadded") << seed("base32").replace("=", "") << "base32"
                                         << QStringList{QStringLiteral("base32")};
        QTest::newRow("jwt") << seed("jwt") << "jwt" << none;
        QTest::newRow("data url") << seed("data_url") << "base64" << none;
        QTest::newRow("xml") << seed("xml") << "xml" << python;
        QTest::newRow("plist") << seed("plist") << "plist" << python;
        QTest::newRow("charset") << seed("charset") << "gb2312"
                                 << QStringList{QStringLiteral("iconv"), QStringLiteral("python3")};
        QTest::newRow("sentry") << seed("sentry") << "ndjson" << none;
        QTest::newRow("multipart") << seed("multipart") << "multipart" << none;
        QTest::newRow("hex") << seed("hex") << "hex" << QStringList{QStringLiteral("xxd")};
        QTest::newRow("sensors") << seed("sensors") << "gzip" << python;
        QTest::newRow("twice") << QByteArray("a=one+word&b=2&a=th%72ee") << "form" << python;
    }
    void everyCommandPrintsItsValue()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, step);
        QFETCH(QStringList, tools);
        QVERIFY(!wire.isEmpty());
        for (const QString &tool : tools + QStringList{QStringLiteral("jq"), QStringLiteral("base64")})
            if (QStandardPaths::findExecutable(tool).isEmpty())
                QSKIP("A tool of the pipeline is not installed.");
        const auto tree = opened(wire, "");
        bool undone = false;
        QSet<QString> shapes;
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            const auto command = inspector::shellCommand(tree, static_cast<int>(i));
            if (!command)
                continue;
            // One of each shape: commands that differ in where they cut alone prove the same.
            QString shape = command->section(QLatin1Char('|'), 1);
            shape.remove(QRegularExpression(QStringLiteral("[0-9]")));
            if (shapes.contains(shape))
                continue;
            shapes.insert(shape);
            QString printed = tree.nodes[i].text;
            if (printed.endsWith(QLatin1Char('\n')))
                printed.chop(1);
            QCOMPARE(run(*command), printed);
            undone = undone || tree.path(static_cast<int>(i)).contains(step);
        }
        QVERIFY2(undone, qPrintable(step));
    }

    void octetsThatDoNotTellTheirTypeHaveNoCommand()
    {
        bridge::PayloadNode number;
        number.text = QStringLiteral("3000000");
        number.range = {0, 4}; // a float or a varint
        QVERIFY(!inspector::shellScalar(QStringLiteral("protobuf"), number));
        QVERIFY(!inspector::shellScalar(QStringLiteral("cbor"), number));
        number.range = {0, 5};
        QVERIFY(inspector::shellScalar(QStringLiteral("protobuf"), number));
    }

    void quotesAreKept()
    {
        const QString odd = QStringLiteral("a'b \"$x\"");
        QCOMPARE(run(QStringLiteral("printf %s ") + inspector::shellQuoted(odd)), odd);
    }
};

QTEST_GUILESS_MAIN(TestShellSteps)
#include "tst_shell_steps.moc"
