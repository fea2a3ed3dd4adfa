// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings_dialog.h"

#include "shell/country_setting.h"
#include "shell/user_settings.h"

#include <QCheckBox>
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

    QTemporaryDir m_config;

private slots:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_config.path()); }

    void thePhoneIsAskedUnlessTheUserSaysNo()
    {
        QVERIFY(shell::asksPhone());
        {
            const Bench bench;
            auto *ask = bench.dialog.findChild<QCheckBox *>(QStringLiteral("askPhone"));
            QVERIFY(ask->isChecked());
            QVERIFY(ask->toolTip().contains(QStringLiteral("nothing is installed")));
            ask->click();
            QVERIFY(!shell::asksPhone());
        }
        const Bench again;
        auto *ask = again.dialog.findChild<QCheckBox *>(QStringLiteral("askPhone"));
        QVERIFY(!ask->isChecked());
        ask->click();
        QVERIFY(shell::asksPhone());
    }

    void countriesComeFromTheUsersDatabaseWhereItCanBeRead()
    {
        const QString own = QStringLiteral(TELLTALE_RULES_DIR "/../countries/server_countries.table");
        QFile broken(m_config.filePath(QStringLiteral("broken.mmdb")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("no database");
        broken.close();
        const bridge::Theme theme;
        QString chosen;
        shell::CountrySetting setting(theme, [&chosen] { return chosen; });
        const auto text = [&](const char *name) { return setting.findChild<QLabel *>(QLatin1String(name))->text(); };
        const auto press = [&](const char *name) { setting.findChild<QPushButton *>(QLatin1String(name))->click(); };
        QVERIFY(text("countryState").startsWith(QStringLiteral("Telltale's own table")));
        QVERIFY(!setting.findChild<QPushButton *>(QStringLiteral("ownCountries"))->isEnabled());
        press("chooseCountries"); // and chooses none
        QCOMPARE(shell::countryDatabase(), QString());
        chosen = broken.fileName();
        press("chooseCountries");
        QVERIFY2(text("countryProblem").contains(QStringLiteral("broken.mmdb")), qPrintable(text("countryProblem")));
        QCOMPARE(shell::countryDatabase(), QString());
        chosen = own;
        press("chooseCountries");
        QCOMPARE(shell::countryDatabase(), own);
        QVERIFY(text("countryState").contains(QStringLiteral("geo-whois-asn-country")));
        QVERIFY(text("countryState").startsWith(QStringLiteral("Your database")));
        QVERIFY(text("countryProblem").isEmpty());
        press("ownCountries");
        QCOMPARE(shell::countryDatabase(), QString());
    }

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
