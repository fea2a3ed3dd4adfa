// SPDX-License-Identifier: GPL-3.0-or-later
// What the hotspot rests on, against the real NetworkManager: a connection shared by cable, for want of a radio.
#include "support/private_bus.h"
#include "support/real_network_manager.h"
#include "watch/hotspot.h"
#include "watch/network_manager_activation.h"
#include "watch/network_manager_devices.h"
#include "watch/network_manager_objects.h"
#include "watch/network_manager_settings.h"

#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

#include <iostream>

using telltale::test::PrivateBus;
using telltale::test::RealNetworkManager;
using namespace telltale::watch;

namespace {

const QString Cable = QStringLiteral("tthot0");

QString text(const char *literal)
{
    return QString::fromUtf8(literal);
}

/// The hotspot's settings with a cable for the radio.
NetworkManagerActivation::Request sharedCable(const nm::Objects &objects)
{
    const auto settings = [](bool alsoIpv6) {
        auto groups = accessPointSettings(Cable, text("Lab"), text("password"), Hotspot::Band::automatic, alsoIpv6);
        groups.remove(text("802-11-wireless"));
        groups.remove(text("802-11-wireless-security"));
        groups[text("connection")][text("type")] = text("802-3-ethernet");
        groups[text("802-3-ethernet")] = {};
        return groups;
    };
    return {Cable, devicePath(objects, Cable), settings(true), settings(false), false};
}

/// Shares the cable until it is killed; says so on standard output.
int hold(int count, char **arguments)
{
    QCoreApplication application(count, arguments);
    const auto bus = QDBusConnection::connectToBus(text(arguments[2]), text("holder"));
    NetworkManagerObjects objects(bus);
    std::unique_ptr<NetworkManagerActivation> activation;
    QObject::connect(&objects, &NetworkManagerObjects::changed, [&] {
        if (activation || devicePath(objects.objects(), Cable).isEmpty())
            return;
        activation = std::make_unique<NetworkManagerActivation>(bus, sharedCable(objects.objects()));
        QObject::connect(
            activation.get(), &NetworkManagerActivation::activated, [] { std::cout << "active" << std::endl; });
        activation->begin();
    });
    return QCoreApplication::exec();
}

} // namespace

class TestNetworkManager : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void answersWithoutARadio();
    void sharesAndForgets();
    void endsWithTheProcessThatAsked();
    void namesTheMissingDnsmasq();
    void tellsWhenAnotherEndsIt();
    void tellsWhenItEnds();
    void passesOnWhyItRefuses();

private:
    void run(RealNetworkManager::Dnsmasq dnsmasq = RealNetworkManager::Dnsmasq::asInstalled);
    void begin(const NetworkManagerActivation::Request &request);
    [[nodiscard]] QString addresses() const { return m_real->ip({text("-br"), text("address"), text("show"), Cable}); }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<RealNetworkManager> m_real;
    std::unique_ptr<NetworkManagerObjects> m_objects;
    std::unique_ptr<NetworkManagerActivation> m_activation;
    std::unique_ptr<QSignalSpy> m_activated, m_failed, m_done;
};

void TestNetworkManager::initTestCase()
{
    const PrivateBus bus;
    if (bus.address().isEmpty())
        QSKIP("dbus-daemon does not start.");
    const RealNetworkManager real(bus.address(), RealNetworkManager::Dnsmasq::asInstalled);
    if (!real.problem().isEmpty())
        QSKIP(qPrintable(real.problem()));
}

void TestNetworkManager::init()
{
    m_bus = std::make_unique<PrivateBus>();
}

void TestNetworkManager::cleanup()
{
    m_activation.reset();
    m_objects.reset();
    m_real.reset();
    m_bus.reset();
}

void TestNetworkManager::run(RealNetworkManager::Dnsmasq dnsmasq)
{
    m_real = std::make_unique<RealNetworkManager>(m_bus->address(), dnsmasq);
    m_objects = std::make_unique<NetworkManagerObjects>(m_bus->connection());
    QTRY_VERIFY_WITH_TIMEOUT(!devicePath(m_objects->objects(), Cable).isEmpty(), 30'000);
    // The cable has a carrier before the daemon has looked at it.
    QTRY_COMPARE_WITH_TIMEOUT(m_objects->objects()
                                  .value(devicePath(m_objects->objects(), Cable))
                                  .value(nm::Device)
                                  .value(text("State"))
                                  .toUInt(),
        nm::deviceState::Disconnected, 30'000);
}

void TestNetworkManager::begin(const NetworkManagerActivation::Request &request)
{
    m_activation = std::make_unique<NetworkManagerActivation>(m_bus->connection(), request);
    m_activated = std::make_unique<QSignalSpy>(m_activation.get(), &NetworkManagerActivation::activated);
    m_failed = std::make_unique<QSignalSpy>(m_activation.get(), &NetworkManagerActivation::failed);
    m_done = std::make_unique<QSignalSpy>(m_activation.get(), &NetworkManagerActivation::done);
    m_activation->begin();
}

void TestNetworkManager::answersWithoutARadio()
{
    run();
    Hotspot hotspot(m_bus->connection());
    QTRY_VERIFY(hotspot.available());
    QVERIFY(hotspot.devices().isEmpty());
    QVERIFY(hotspot.shared().isEmpty());
    QSignalSpy failed(&hotspot, &Hotspot::failed);
    hotspot.start(text("wlan0"), text("Telltale"), text("password"), Hotspot::Band::automatic);
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].toString(), text("There is no Wi-Fi device wlan0."));
}

void TestNetworkManager::sharesAndForgets()
{
    run();
    Hotspot hotspot(m_bus->connection());
    begin(sharedCable(m_objects->objects()));
    QTRY_COMPARE_WITH_TIMEOUT(m_activated->size(), 1, 30'000);
    const QList<SharedInterface> shared{{Cable, SharedInterface::Kind::ethernet, text("Telltale")}};
    QTRY_COMPARE(hotspot.shared(), shared);
    QVERIFY2(addresses().contains(text("10.42.")), qPrintable(addresses()));

    m_activation->end();
    QTRY_COMPARE(m_done->size(), 1);
    QCOMPARE(m_failed->size(), 0);
    QTRY_VERIFY(hotspot.shared().isEmpty());
    QTRY_VERIFY(!addresses().contains(text("10.42.")));
}

void TestNetworkManager::endsWithTheProcessThatAsked()
{
    run();
    Hotspot hotspot(m_bus->connection());
    for (int round = 0; round < 3; ++round) {
        QProcess holder;
        holder.start(QCoreApplication::applicationFilePath(), {text("--hold"), m_bus->address()});
        QVERIFY(holder.waitForReadyRead());
        QTRY_COMPARE(hotspot.shared().size(), 1);
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QTRY_VERIFY(hotspot.shared().isEmpty());
        QTRY_VERIFY(!addresses().contains(text("10.42.")));
    }
}

void TestNetworkManager::namesTheMissingDnsmasq()
{
    run(RealNetworkManager::Dnsmasq::missing);
    begin(sharedCable(m_objects->objects()));
    QTRY_COMPARE_WITH_TIMEOUT(m_done->size(), 1, 60'000);
    QCOMPARE(m_activated->size(), 0);
    QCOMPARE(m_failed->size(), 1);
    const auto trouble = m_failed->first().first().value<Trouble>();
    QCOMPARE(trouble.message,
        text("tthot0 can't hand out addresses, most likely because dnsmasq is missing or did not start."));
}

void TestNetworkManager::tellsWhenAnotherEndsIt()
{
    run();
    begin(sharedCable(m_objects->objects()));
    QTRY_COMPARE_WITH_TIMEOUT(m_activated->size(), 1, 30'000);
    auto message = QDBusMessage::createMethodCall(
        nm::Service, devicePath(m_objects->objects(), Cable), nm::Device, text("Disconnect"));
    QVERIFY(m_bus->connection().send(message));
    QTRY_COMPARE(m_done->size(), 1);
    QCOMPARE(m_failed->size(), 0);
}

void TestNetworkManager::tellsWhenItEnds()
{
    run();
    Hotspot hotspot(m_bus->connection());
    begin(sharedCable(m_objects->objects()));
    QTRY_COMPARE_WITH_TIMEOUT(m_activated->size(), 1, 30'000);
    connect(m_objects.get(), &NetworkManagerObjects::gone, m_activation.get(), &NetworkManagerActivation::lose);
    m_real->end();
    QTRY_COMPARE(m_done->size(), 1);
    QCOMPARE(m_failed->size(), 1);
    QTRY_VERIFY(!hotspot.available());
    QVERIFY(hotspot.unavailableReason().startsWith(text("NetworkManager does not run")));
}

void TestNetworkManager::passesOnWhyItRefuses()
{
    run();
    auto request = sharedCable(m_objects->objects());
    request.settings[text("ipv4")][text("method")] = text("nonsense");
    begin(request);
    QTRY_COMPARE(m_done->size(), 1);
    QCOMPARE(m_failed->size(), 1);
    const auto trouble = m_failed->first().first().value<Trouble>();
    QVERIFY2(trouble.message.startsWith(text("NetworkManager refused the hotspot on tthot0: ipv4.method")),
        qPrintable(trouble.message));
}

int main(int count, char **arguments)
{
    if (count == 3 && std::string_view(arguments[1]) == "--hold")
        return hold(count, arguments);
    QCoreApplication application(count, arguments);
    TestNetworkManager test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_network_manager.moc"
