// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings_dialog.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace telltale;

namespace {

struct Bench {
    QTemporaryDir folder;
    bridge::Theme theme;
    QStringList asked;
    bool answer = true;
    shell::SettingsDialog dialog;

    explicit Bench(bool decrypting = false)
        : dialog(theme, folder.filePath(QStringLiteral("ca")), decrypting, nullptr, [this](const QString &question) {
            asked << question;
            return answer;
        })
    {
    }

    [[nodiscard]] QString state() const { return dialog.findChild<QLabel *>(QStringLiteral("certificateState"))->text(); }
    [[nodiscard]] QString facts() const { return dialog.findChild<QLabel *>(QStringLiteral("certificateFacts"))->text(); }
    [[nodiscard]] QPushButton *button(const char *name) const { return dialog.findChild<QPushButton *>(QLatin1String(name)); }
    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("ca/authority.pem")); }
};

} // namespace

class SettingsDialogTest final : public QObject {
    Q_OBJECT
private slots:
    void saysWhenThereIsNone()
    {
        const Bench bench;
        QVERIFY(bench.state().startsWith(QStringLiteral("There is none yet.")));
        QVERIFY(!bench.button("deleteCertificate")->isEnabled());
        QVERIFY(!bench.button("saveCertificate")->isEnabled());
    }

    void makesTheFirstWithoutAQuestionAndTheNextWithOne()
    {
        Bench bench;
        bench.button("renewCertificate")->click();
        QVERIFY(bench.asked.isEmpty());
        QVERIFY(bench.state().startsWith(QStringLiteral("Telltale on ")));
        QVERIFY(bench.facts().startsWith(QStringLiteral("SHA-256 ")));
        QCOMPARE(QFile::permissions(bench.file()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const QString first = bench.facts();
        bench.answer = false;
        bench.button("renewCertificate")->click();
        QCOMPARE(bench.asked.size(), 1);
        QCOMPARE(bench.facts(), first);
        bench.answer = true;
        bench.button("renewCertificate")->click();
        QVERIFY(bench.facts() != first);
    }

    void deletesItWithItsKey()
    {
        Bench bench(true);
        bench.button("renewCertificate")->click();
        QVERIFY(QFile::exists(bench.file()));
        bench.button("deleteCertificate")->click();
        QVERIFY(bench.asked.last().contains(QStringLiteral("until you stop")));
        QVERIFY(!QFile::exists(bench.file()));
        QVERIFY(bench.state().startsWith(QStringLiteral("There is none yet.")));
    }

    void whatCannotBeUsedIsSaidAndCanBeDeleted()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("ca")));
        QFile broken(folder.filePath(QStringLiteral("ca/authority.pem")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("no certificate");
        broken.close();
        broken.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const bridge::Theme theme;
        shell::SettingsDialog dialog(theme, folder.filePath(QStringLiteral("ca")), false, nullptr, [](const QString &) { return true; });
        const auto *state = dialog.findChild<QLabel *>(QStringLiteral("certificateState"));
        QVERIFY2(state->text().contains(QStringLiteral("authority.pem")), qPrintable(state->text()));
        dialog.findChild<QPushButton *>(QStringLiteral("deleteCertificate"))->click();
        QVERIFY(!broken.exists());
    }
};

QTEST_MAIN(SettingsDialogTest)
#include "tst_settings_dialog.moc"
