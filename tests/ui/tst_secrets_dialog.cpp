// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/secrets_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace telltale;
using bridge::DeclaredSecrets;

namespace {

struct Bench {
    QTemporaryDir folder;
    bridge::Theme theme;
    DeclaredSecrets secrets;
    shell::SecretsDialog dialog;

    Bench()
        : secrets(folder.filePath(QStringLiteral("data/secrets.txt")))
        , dialog(secrets, theme)
    {
    }

    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("data/secrets.txt")); }
    [[nodiscard]] QList<QLineEdit *> texts() const { return dialog.findChildren<QLineEdit *>(); }
    [[nodiscard]] QList<QComboBox *> kinds() const { return dialog.findChildren<QComboBox *>(); }
    [[nodiscard]] QString problem() const
    {
        return dialog.findChild<QLabel *>(QStringLiteral("secretProblem"))->text();
    }
    void keep() const { dialog.findChild<QCheckBox *>(QStringLiteral("keepSecrets"))->setChecked(true); }
    void accept() const { dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click(); }
};

} // namespace

class SecretsDialogTest final : public QObject {
    Q_OBJECT
private slots:
    void whatIsTypedIsLookedFor()
    {
        const Bench bench;
        QSignalSpy changed(&bench.dialog, &shell::SecretsDialog::changed);
        QCOMPARE(bench.texts().size(), 1);
        bench.kinds()[0]->setCurrentIndex(bench.kinds()[0]->findData(QStringLiteral("email")));
        QTest::keyClicks(bench.texts()[0], QStringLiteral(" jane@example.org "));
        QCOMPARE(bench.texts().size(), 2);
        QTest::keyClicks(bench.texts()[1], QStringLiteral("purple otter"));
        QCOMPARE(bench.problem(), QString());
        bench.accept();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(bench.secrets.lines(), (std::vector<std::string>{"email: jane@example.org", "text: purple otter"}));
        QVERIFY(!QFile::exists(bench.file()));
    }

    void whatIsWrongIsSaidAndNotLookedFor()
    {
        const Bench bench;
        bench.kinds()[0]->setCurrentIndex(bench.kinds()[0]->findData(QStringLiteral("imei")));
        QTest::keyClicks(bench.texts()[0], QStringLiteral("123"));
        QVERIFY(bench.problem().startsWith(QStringLiteral("Line 1 is not looked for.")));
        bench.accept();
        QVERIFY(bench.secrets.lines().empty());
        QCOMPARE(DeclaredSecrets::problemOf({QStringLiteral("text"), QStringLiteral("Android")}).refused, false);
        QVERIFY(!DeclaredSecrets::problemOf({QStringLiteral("text"), QStringLiteral("Android")}).text.isEmpty());
    }

    void keptOnesAreInAFileOfTheUserAlone()
    {
        Bench bench;
        QTest::keyClicks(bench.texts()[0], QStringLiteral("purple otter"));
        bench.keep();
        bench.accept();
        QVERIFY(QFile::exists(bench.file()));
        QCOMPARE(QFile::permissions(bench.file())
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
        DeclaredSecrets again(bench.file());
        QVERIFY(again.kept());
        QCOMPARE(again.entries(), bench.secrets.entries());
        shell::SecretsDialog dialog(again, bench.theme);
        QCOMPARE(dialog.findChildren<QLineEdit *>()[0]->text(), QStringLiteral("purple otter"));
        QVERIFY(again.set({}, false));
        QVERIFY(!QFile::exists(bench.file()));
    }

    void linesAreRemoved()
    {
        Bench bench;
        bench.secrets.set(
            {{QStringLiteral("name"), QStringLiteral("Jane Doe")}, {QStringLiteral("text"), QStringLiteral("x y z")}},
            false);
        shell::SecretsDialog dialog(bench.secrets, bench.theme);
        dialog.findChildren<QPushButton *>()[0]->click();
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QCOMPARE(bench.secrets.lines(), (std::vector<std::string>{"text: x y z"}));
    }

    void theKindsAreThoseOfFiles()
    {
        for (const auto &kind : DeclaredSecrets::kinds())
            QVERIFY2(!kind.name.isEmpty() && !kind.title.isEmpty(), qPrintable(kind.name));
    }
};

QTEST_MAIN(SecretsDialogTest)
#include "tst_secrets_dialog.moc"
