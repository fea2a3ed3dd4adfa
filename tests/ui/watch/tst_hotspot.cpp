// SPDX-License-Identifier: GPL-3.0-or-later
// The hotspot against python-dbusmock's NetworkManager on a bus of its own.
#include "support/private_bus.h"
#include "watch/hotspot.h"
#include "watch/network_manager_activation.h"
#include "watch/network_manager_settings.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using telltale::test::PrivateBus;
using namespace telltale::watch;

namespace {

const QString Service = QStringLiteral("org.freedesktop.NetworkManager");
const QString Python = QStringLiteral("/usr/bin/python3"); // the system's own, which Debian's packages are for
const QString Name = QStringLiteral("Telltale-café");
const QString Password = QStringLiteral("kdwqa-hmtrz-bnuec");

QString path(const char *device)
{
    return QStringLiteral("/org/freedesktop/NetworkManager/Devices/") + QString::fromLatin1(device);
}

} // namespace

class TestHotspot : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void saysThatNoNetworkManagerRuns();
    void tellsWhatEachDeviceCanDo();
    void tellsThatWifiIsSwitchedOff();
    void startsAnAccessPointThatEndsWithThisProcess();
    void startsOnAnOlderNetworkManager();
    void endsWithTheObject();
    void canBeStoppedWhileItStarts();
    void givesUpOnADeviceThatIsNeverReady();
    void endsTheOldOneBeforeTheNew();
    void saysWhyItFailed_data();
    void saysWhyItFailed();
    void refusesWhatWifiCantHave();
    void tellsWhenSomebodyElseEndsIt();
    void tellsWhenItIsLost();
    void tellsWhenNetworkManagerEnds();
    void listsWhatIsSharedAlready();

private:
    void run(const QByteArray &parameters = "{}");
    QVariant ask(const char *method, const QVariantList &arguments = {});
    void set(const QString &object, const char *interface, const char *property, const QVariant &value);
    void begin(Hotspot &hotspot, Hotspot::Band band = Hotspot::Band::automatic);

    std::unique_ptr<PrivateBus> m_bus;
    std::optional<QDBusConnection> m_test; ///< the test's own, beside the hotspot's
    std::unique_ptr<QProcess> m_mock;
};

void TestHotspot::initTestCase()
{
    QProcess python;
    python.start(Python, {QStringLiteral("-c"), QStringLiteral("import dbusmock")});
    if (!python.waitForFinished() || python.exitCode() != 0)
        QSKIP("The package python3-dbusmock is not installed.");
}

void TestHotspot::init()
{
    m_bus = std::make_unique<PrivateBus>();
    if (m_bus->address().isEmpty())
        QSKIP("dbus-daemon does not start.");
    m_test = m_bus->connection();
}

void TestHotspot::cleanup()
{
    if (m_mock) {
        m_mock->kill();
        m_mock->waitForFinished();
    }
    m_mock.reset();
    m_test.reset();
    m_bus.reset();
}

void TestHotspot::run(const QByteArray &parameters)
{
    m_mock = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus->address());
    m_mock->setProcessEnvironment(environment);
    m_mock->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_mock->setStandardOutputFile(QProcess::nullDevice());
    m_mock->start(Python,
        {QStringLiteral("-m"), QStringLiteral("dbusmock"), QStringLiteral("--system"), QStringLiteral("--template"),
            QStringLiteral(TELLTALE_TESTS_DIR "/ui/watch/network_manager_mock.py"), QStringLiteral("--parameters"),
            QString::fromUtf8(parameters)});
    QTRY_VERIFY_WITH_TIMEOUT(
        m_test->interface()->isServiceRegistered(Service) || m_mock->state() == QProcess::NotRunning, 30'000);
}

QVariant TestHotspot::ask(const char *method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(Service, QStringLiteral("/org/freedesktop/NetworkManager"),
        QStringLiteral("org.freedesktop.DBus.Mock"), QString::fromLatin1(method));
    message.setArguments(arguments);
    const auto reply = m_test->call(message);
    if (reply.type() == QDBusMessage::ErrorMessage)
        qWarning() << method << reply.errorMessage();
    return reply.arguments().value(0);
}

void TestHotspot::set(const QString &object, const char *interface, const char *property, const QVariant &value)
{
    ask("SetProperty",
        {object, Service + QString::fromLatin1(interface), QString::fromLatin1(property),
            QVariant::fromValue(QDBusVariant(value))});
}

/// Starts on wlan0 as soon as that is known.
void TestHotspot::begin(Hotspot &hotspot, Hotspot::Band band)
{
    QTRY_VERIFY(!hotspot.devices().isEmpty());
    hotspot.start(QStringLiteral("wlan0"), Name, Password, band);
}

void TestHotspot::saysThatNoNetworkManagerRuns()
{
    Hotspot hotspot(m_bus->connection());
    QVERIFY(hotspot.unavailableReason().contains(QStringLiteral("not answered yet")));
    QSignalSpy changed(&hotspot, &Hotspot::changed);
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    QVERIFY(changed.wait());
    QVERIFY(!hotspot.available());
    QVERIFY(hotspot.unavailableReason().startsWith(QStringLiteral("NetworkManager does not run")));
    hotspot.start(QStringLiteral("wlan0"), Name, Password, Hotspot::Band::automatic);
    QVERIFY(failed.wait());
    QVERIFY(failed[0][1].toString().contains(QStringLiteral("systemctl start NetworkManager")));

    run(); // it may come later
    QTRY_VERIFY(hotspot.available());
    QCOMPARE(hotspot.unavailableReason(), QString());
}

void TestHotspot::tellsWhatEachDeviceCanDo()
{
    run();
    Hotspot hotspot(m_bus->connection());
    ask("AddWiFiDevice", {QStringLiteral("free"), QStringLiteral("wlan1"), 30});
    ask("AddWiFiDevice", {QStringLiteral("client"), QStringLiteral("wlan0"), 30});
    ask("AddWiFiDevice", {QStringLiteral("unable"), QStringLiteral("wlan2"), 30});
    ask("AddWiFiDevice", {QStringLiteral("alone"), QStringLiteral("wlan3"), 10});
    ask("AddWiFiDevice", {QStringLiteral("unready"), QStringLiteral("wlan4"), 20});
    ask("AddEthernetDevice", {QStringLiteral("cable"), QStringLiteral("eth0"), 30});
    ask("JoinNetwork", {QVariant::fromValue(QDBusObjectPath(path("client"))), QStringLiteral("Home")});
    set(path("unable"), ".Device.Wireless", "WirelessCapabilities", QVariant(0x30fU));
    set(path("free"), ".Device.Wireless", "WirelessCapabilities", QVariant(0x340U));
    set(path("client"), ".Device.Wireless", "WirelessCapabilities", QVariant(0x740U));
    set(path("unable"), ".Device", "Managed", true); // properties of the radio alone are not watched
    QTRY_COMPARE(hotspot.devices().size(), 5);
    QTRY_VERIFY(hotspot.devices()[1].busyAsClient);

    const auto devices = hotspot.devices();
    const auto told = [&](int at, const char *interface, bool can, bool busy, const char *words) {
        return devices[at].interface == QLatin1String(interface) && devices[at].canBeAccessPoint == can
            && devices[at].busyAsClient == busy && devices[at].reason.contains(QString::fromUtf8(words));
    };
    QVERIFY(told(0, "wlan1", true, false, ""));
    QCOMPARE(devices[0].reason, QString());
    QVERIFY(!devices[0].has5GHz);
    QVERIFY(told(1, "wlan0", true, true, "connected to “Home”, and a hotspot on it cuts"));
    QVERIFY(devices[1].has5GHz);
    QVERIFY(told(2, "wlan2", false, false, "driver of wlan2 can't"));
    QVERIFY(told(3, "wlan3", false, false, "nmcli device set wlan3 managed yes"));
    QVERIFY(told(4, "wlan4", false, false, "wpa_supplicant"));
}

void TestHotspot::tellsThatWifiIsSwitchedOff()
{
    run(R"({"WirelessEnabled": false})");
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 20});
    Hotspot hotspot(m_bus->connection());
    QTRY_COMPARE(hotspot.devices().size(), 1);
    QVERIFY(hotspot.devices()[0].reason.contains(QStringLiteral("nmcli radio wifi on")));
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    begin(hotspot);
    QVERIFY(failed.wait());
    QVERIFY(failed[0][0].toString().startsWith(QStringLiteral("Wi-Fi is switched off")));

    set(QStringLiteral("/org/freedesktop/NetworkManager"), "", "WirelessHardwareEnabled", false);
    QTRY_VERIFY(hotspot.devices()[0].reason.contains(QStringLiteral("switch or key")));
}

void TestHotspot::startsAnAccessPointThatEndsWithThisProcess()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy stopped(&hotspot, &Hotspot::stopped);
    begin(hotspot, Hotspot::Band::band5);
    QVERIFY(!hotspot.isRunning());
    QVERIFY(started.wait());
    QCOMPARE(started[0][0].toString(), QStringLiteral("wlan0"));
    QVERIFY(hotspot.isRunning());

    const auto expected = QJsonDocument::fromJson(R"([{
        "settings": {
            "connection": {"id": "Telltale", "type": "802-11-wireless", "interface-name": "wlan0", "autoconnect": false},
            "802-11-wireless": {"mode": "ap", "ssid": "Telltale-café", "band": "a"},
            "802-11-wireless-security": {"key-mgmt": "wpa-psk", "psk": "kdwqa-hmtrz-bnuec", "proto": ["rsn"],
                                         "pairwise": ["ccmp"], "group": ["ccmp"]},
            "ipv4": {"method": "shared", "may-fail": false}, "ipv6": {"method": "shared"}},
        "options": {"persist": "volatile", "bind-activation": "dbus-client"}}])");
    QCOMPARE(QJsonDocument::fromJson(ask("Asked").toString().toUtf8()), expected);
    const QList<SharedInterface> shared{{QStringLiteral("wlan0"), SharedInterface::Kind::accessPoint, Name}};
    QTRY_COMPARE(hotspot.shared(), shared);
    QTRY_VERIFY(hotspot.devices()[0].reason.contains(QStringLiteral("is the hotspot “Telltale” already")));

    hotspot.stop();
    QVERIFY(stopped.wait());
    QVERIFY(!hotspot.isRunning());
    QCOMPARE(ask("Left").toString(), QStringLiteral("0 0"));
    QTRY_VERIFY(hotspot.shared().isEmpty());
    QCOMPARE(started.size() + stopped.size(), 2);
}

void TestHotspot::startsOnAnOlderNetworkManager()
{
    run(R"({"Old": true})");
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy stopped(&hotspot, &Hotspot::stopped);
    begin(hotspot);
    QVERIFY(started.wait());
    const auto asked = QJsonDocument::fromJson(ask("Asked").toString().toUtf8())[0][QStringLiteral("settings")];
    QCOMPARE(asked[QStringLiteral("connection")][QStringLiteral("autoconnect")], QJsonValue(false));
    QCOMPARE(asked[QStringLiteral("ipv6")][QStringLiteral("method")].toString(), QStringLiteral("ignore"));
    QVERIFY(asked[QStringLiteral("802-11-wireless")][QStringLiteral("band")].isUndefined());
    QCOMPARE(ask("Left").toString(), QStringLiteral("1 1"));
    hotspot.stop();
    QVERIFY(stopped.wait());
    QCOMPARE(ask("Left").toString(), QStringLiteral("0 0"));
}

void TestHotspot::endsWithTheObject()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    {
        Hotspot hotspot(m_bus->connection());
        QSignalSpy started(&hotspot, &Hotspot::started);
        begin(hotspot);
        QVERIFY(started.wait());
    }
    QTRY_COMPARE(ask("Left").toString(), QStringLiteral("0 0"));
    {
        Hotspot hotspot(m_bus->connection());
        begin(hotspot); // not answered yet when the object goes
    }
    QTRY_COMPARE(QJsonDocument::fromJson(ask("Asked").toString().toUtf8()).array().size(), 2);
    QTRY_COMPARE(ask("Left").toString(), QStringLiteral("0 0"));
}

void TestHotspot::canBeStoppedWhileItStarts()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    ask("SetOutcome", {QStringLiteral(R"({"result": "wait"})")});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy stopped(&hotspot, &Hotspot::stopped);
    begin(hotspot); // stopped before NetworkManager has answered
    hotspot.stop();
    QVERIFY(stopped.wait());
    begin(hotspot); // stopped after it has
    QTRY_COMPARE(ask("Left").toString(), QStringLiteral("1 1"));
    hotspot.stop();
    QVERIFY(stopped.wait());
    QCOMPARE(ask("Left").toString(), QStringLiteral("0 0"));
    hotspot.stop(); // nothing runs, nothing is said
    QCOMPARE(started.size(), 0);
    QCOMPARE(stopped.size(), 2);
}

void TestHotspot::givesUpOnADeviceThatIsNeverReady()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    ask("SetOutcome", {QStringLiteral(R"({"result": "wait"})")});
    const auto band = Hotspot::Band::automatic;
    const auto settings = accessPointSettings(QStringLiteral("wlan0"), Name, Password, band, true);
    NetworkManagerActivation activation(m_bus->connection(),
        {QStringLiteral("wlan0"), path("w"), settings, settings, false, std::chrono::milliseconds(1)});
    QSignalSpy failed(&activation, &NetworkManagerActivation::failed);
    QSignalSpy done(&activation, &NetworkManagerActivation::done);
    activation.begin();
    QVERIFY(done.wait());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Trouble>().message, QStringLiteral("wlan0 did not become an access point in time."));
    QCOMPARE(ask("Left").toString(), QStringLiteral("0 0"));
}

void TestHotspot::endsTheOldOneBeforeTheNew()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy stopped(&hotspot, &Hotspot::stopped);
    begin(hotspot);
    QVERIFY(started.wait());
    begin(hotspot);
    QVERIFY(!hotspot.isRunning());
    QVERIFY(started.wait());
    QCOMPARE(ask("Left").toString(), QStringLiteral("1 1"));
    QCOMPARE(stopped.size(), 0);
}

void TestHotspot::saysWhyItFailed_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("band");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("remedy");
    const auto row = [](const char *name, const char *outcome, Hotspot::Band band, const char *message,
                         const char *remedy) {
        QTest::newRow(name) << QString::fromUtf8(outcome) << int(band) << QString::fromUtf8(message)
                            << QString::fromUtf8(remedy);
    };
    using enum Hotspot::Band;
    row("not allowed", R"({"result": "refuse", "error": "org.freedesktop.NetworkManager.PermissionDenied"})", automatic,
        "This user may not share a Wi-Fi connection on wlan0.", "polkit");
    row("device gone", R"({"result": "refuse", "error": "org.freedesktop.NetworkManager.UnknownDevice"})", automatic,
        "There is no device wlan0 any more.", "Choose another");
    row("not available", R"({"result": "refuse", "error": "org.freedesktop.NetworkManager.ConnectionNotAvailable"})",
        automatic, "wlan0 can't be a hotspot now: the reason in English.", "wpasupplicant");
    row("an error of another kind", R"({"result": "refuse", "error": "org.freedesktop.NetworkManager.Failed"})",
        automatic, "NetworkManager refused the hotspot on wlan0: the reason in English.", "journalctl");
    row("no dnsmasq", R"({"result": "fail", "active": 3, "device": 18})", automatic,
        "wlan0 can't hand out addresses, most likely because dnsmasq is missing or did not start.", "dnsmasq-base");
    row("supplicant on 2.4 GHz", R"({"result": "fail", "active": 3, "device": 9})", band24,
        "wlan0 did not become an access point: wpa_supplicant could not set it up.", "another Wi-Fi adapter");
    row("supplicant on 5 GHz", R"({"result": "fail", "active": 3, "device": 11})", band5,
        "wlan0 did not become an access point: wpa_supplicant could not set it up.", "2.4 GHz");
    row("after it was a client", R"({"result": "fail", "active": 3, "device": 10, "was client": true})", band24,
        "wlan0 did not become an access point: wpa_supplicant could not set it up.", "another Wi-Fi adapter");
    row("pulled out", R"({"result": "fail", "active": 14, "device": 36})", automatic, "wlan0 was removed.", "Plug");
    row("no reason of the device", R"({"result": "fail", "active": 6, "device": 0})", automatic,
        "wlan0 did not become an access point in time.", "Try again");
}

void TestHotspot::saysWhyItFailed()
{
    QFETCH(QString, outcome);
    QFETCH(int, band);
    QFETCH(QString, message);
    QFETCH(QString, remedy);
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    ask("SetOutcome", {outcome});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    QSignalSpy stopped(&hotspot, &Hotspot::stopped);
    begin(hotspot, Hotspot::Band(band));
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].toString(), message);
    QVERIFY2(failed[0][1].toString().contains(remedy), qPrintable(failed[0][1].toString()));
    QTRY_COMPARE(ask("Left").toString(), QStringLiteral("0 0"));
    QCOMPARE(failed.size() + stopped.size(), 1);
    QVERIFY(!hotspot.isRunning());

    QSignalSpy started(&hotspot, &Hotspot::started); // and the next try is a fresh one
    ask("SetOutcome", {QStringLiteral(R"({"result": "activate"})")});
    begin(hotspot);
    QVERIFY(started.wait());
}

void TestHotspot::refusesWhatWifiCantHave()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QTRY_VERIFY(!hotspot.devices().isEmpty());
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    const auto said = [&](const QString &interface, const QString &name, const QString &password) {
        hotspot.start(interface, name, password, Hotspot::Band::automatic);
        return failed.wait() ? failed.takeLast()[0].toString() : QString();
    };
    const QString wlan = QStringLiteral("wlan0");
    QVERIFY(said(wlan, QString(), Password).contains(QStringLiteral("no name")));
    QVERIFY(said(wlan, QStringLiteral("ö").repeated(17), Password).contains(QStringLiteral("34 bytes")));
    QVERIFY(said(wlan, Name, QStringLiteral("1234567")).contains(QStringLiteral("7 characters")));
    QVERIFY(said(wlan, Name, QStringLiteral("pässwörter")).contains(QStringLiteral("accents")));
    QVERIFY(said(QStringLiteral("wlan9"), Name, Password).contains(QStringLiteral("no Wi-Fi device wlan9")));
    QCOMPARE(ask("Asked").toString(), QStringLiteral("[]"));
}

void TestHotspot::tellsWhenSomebodyElseEndsIt()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy stopped(&hotspot, &Hotspot::stopped);
    begin(hotspot);
    QVERIFY(started.wait());
    ask("EndAll", {2U});
    QTRY_COMPARE(stopped.size(), 1);
    QVERIFY(!hotspot.isRunning());
}

void TestHotspot::tellsWhenItIsLost()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    begin(hotspot);
    QVERIFY(started.wait());
    ask("EndAll", {14U});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), QStringLiteral("wlan0 was removed."));
}

void TestHotspot::tellsWhenNetworkManagerEnds()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    Hotspot hotspot(m_bus->connection());
    QSignalSpy started(&hotspot, &Hotspot::started);
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    begin(hotspot);
    QVERIFY(started.wait());
    m_mock->kill();
    QVERIFY(failed.wait());
    QVERIFY(failed[0][0].toString().startsWith(QStringLiteral("NetworkManager does not run")));
    QVERIFY(!hotspot.isRunning());
    QVERIFY(!hotspot.available());
    QVERIFY(hotspot.devices().isEmpty());
    QCOMPARE(failed.size(), 1);
}

void TestHotspot::listsWhatIsSharedAlready()
{
    run();
    ask("AddWiFiDevice", {QStringLiteral("w"), QStringLiteral("wlan0"), 30});
    ask("AddEthernetDevice", {QStringLiteral("cable"), QStringLiteral("eth7"), 30});
    ask("JoinNetwork", {QVariant::fromValue(QDBusObjectPath(path("w"))), QStringLiteral("Home")});
    ask("ShareCable", {QVariant::fromValue(QDBusObjectPath(path("cable"))), QStringLiteral("Lab")});
    Hotspot hotspot(m_bus->connection());
    const QList<SharedInterface> shared{
        {QStringLiteral("eth7"), SharedInterface::Kind::ethernet, QStringLiteral("Lab")}};
    QTRY_COMPARE(hotspot.shared(), shared);
}

QTEST_GUILESS_MAIN(TestHotspot)
#include "tst_hotspot.moc"
