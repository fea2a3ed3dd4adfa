// SPDX-License-Identifier: GPL-3.0-or-later
// What a phone needs to join, and the names of the phones on a cable.
#include "watch/shared_interface.h"
#include "watch/wifi_credentials.h"
#include "watch/wifi_qr.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace telltale::watch;

class TestWifi : public QObject {
    Q_OBJECT

private slots:
    void writesTheQrText_data();
    void writesTheQrText();
    void judgesNames();
    void judgesPasswords();
    void suggestsPasswords();
    void takesEachLetterEquallyOften();
    void findsPhonesOnACable();
};

void TestWifi::writesTheQrText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *what, const char *name, const char *password, const char *text) {
        QTest::newRow(what) << QString::fromUtf8(name) << QString::fromUtf8(password) << QString::fromUtf8(text);
    };
    row("plain", "Telltale", "kdwqa-hmtrz", "WIFI:T:WPA;S:Telltale;P:kdwqa-hmtrz;;");
    row("every sign that is escaped", R"(a\b;c,d:e"f)", "password", R"(WIFI:T:WPA;S:a\\b\;c\,d\:e\"f;P:password;;)");
    row("signs in the password", "x", R"(;;\\"":,)", R"(WIFI:T:WPA;S:x;P:\;\;\\\\\"\"\:\,;;)");
    row("hexadecimal digits", "CAFE", "0123456789", R"(WIFI:T:WPA;S:"CAFE";P:"0123456789";;)");
    row("not only such digits", "CAFE BAR", "01234567z", "WIFI:T:WPA;S:CAFE BAR;P:01234567z;;");
    row("another script", "café 北京", "p@ssw0rd ", "WIFI:T:WPA;S:café 北京;P:p@ssw0rd ;;");
}

void TestWifi::writesTheQrText()
{
    QFETCH(QString, name);
    QFETCH(QString, password);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(wifiQrText(name.toStdString(), password.toStdString())), text);
}

void TestWifi::judgesNames()
{
    QCOMPARE(wrongWithName("T"), std::string());
    QCOMPARE(wrongWithName(std::string(32, 'a')), std::string());
    QVERIFY(wrongWithName("").find("no name") != std::string::npos);
    QVERIFY(wrongWithName(std::string(33, 'a')).find("33 bytes") != std::string::npos);
}

void TestWifi::judgesPasswords()
{
    QCOMPARE(wrongWithPassword("8 chars!"), std::string());
    QCOMPARE(wrongWithPassword(std::string(63, '~')), std::string());
    QVERIFY(!wrongWithPassword("1234567").empty());
    QVERIFY(!wrongWithPassword(std::string(64, 'a')).empty()); // that would be the key itself
    QVERIFY(!wrongWithPassword("contraseña").empty());
    QVERIFY(!wrongWithPassword("tab\tulator").empty());
}

void TestWifi::suggestsPasswords()
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto password = suggestedPassword();
        QCOMPARE(wrongWithPassword(password), std::string());
        QCOMPARE(password.size(), 17U);
        QCOMPARE(password[5], '-');
        QCOMPARE(password[11], '-');
        QCOMPARE(password.find_first_not_of("abcdefghjkmnpqrstuvwxyz-"), std::string::npos);
        seen.insert(password);
    }
    QCOMPARE(seen.size(), 1000U);
}

void TestWifi::takesEachLetterEquallyOften()
{
    // All bytes in turn, 15 times over: as many of each letter but for the last, unfinished password.
    std::uint8_t next = 0;
    std::map<char, int> counts;
    for (int i = 0; i < 253; ++i) {
        for (const char c : suggestedPassword([&next] { return next++; }))
            ++counts[c];
    }
    counts.erase('-');
    QCOMPARE(counts.size(), 23U);
    for (const auto &[letter, count] : counts)
        QCOMPARE(count, 253 * 15 / 23);
}

void TestWifi::findsPhonesOnACable()
{
    namespace fs = std::filesystem;
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const auto add = [&](const std::string &name, const std::string &driver, const std::string &product) {
        const auto bound = root / "devices" / name / (name + ":1.0");
        fs::create_directories(bound);
        fs::create_directories(root / "drivers" / driver);
        fs::create_directories(root / "net" / name);
        fs::create_symlink(root / "drivers" / driver, bound / "driver");
        fs::create_symlink(bound, root / "net" / name / "device");
        if (!product.empty())
            std::ofstream(bound.parent_path() / "product") << product << '\n';
    };
    add("usb0", "rndis_host", "Redmi Note 8");
    add("enx02", "cdc_ncm", "");
    add("eth0", "r8169", "");
    fs::create_directories(root / "net" / "lo");

    const std::vector<UsbInterface> expected{{"enx02", "cdc_ncm", ""}, {"usb0", "rndis_host", "Redmi Note 8"}};
    QVERIFY(usbInterfaces((root / "net").string()) == expected);
    QVERIFY(usbInterfaces((root / "nothing").string()).empty());
}

QTEST_GUILESS_MAIN(TestWifi)
#include "tst_wifi.moc"
