// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/network_manager_devices.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusObjectPath>

#include <algorithm>

namespace telltale::watch {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("telltale::watch::Hotspot", text);
}

QVariant value(const QVariantMap &properties, const char *name)
{
    return properties.value(QString::fromLatin1(name));
}

QString pathIn(const QVariantMap &properties, const char *name)
{
    return qdbus_cast<QDBusObjectPath>(value(properties, name)).path();
}

/// Switched off as a whole; NetworkManager says so for all its Wi-Fi devices together.
QString switchedOff(const QVariantMap &manager)
{
    if (!manager.value(QStringLiteral("WirelessHardwareEnabled"), true).toBool())
        return tr("Wi-Fi is switched off by a switch or key of this computer. Switch it on there.");
    if (!manager.value(QStringLiteral("NetworkingEnabled"), true).toBool())
        return tr("Networking is switched off. Switch it on with `nmcli networking on`.");
    if (!manager.value(QStringLiteral("WirelessEnabled"), true).toBool())
        return tr("Wi-Fi is switched off. Switch it on in the system's settings or with `nmcli radio wifi on`.");
    return {};
}

QString inTheWay(const Hotspot::Device &device, const QVariantMap &properties, const QVariantMap &manager)
{
    const uint state = value(properties, "State").toUInt();
    if (const QString off = switchedOff(manager); !off.isEmpty())
        return off;
    if (value(properties, "FirmwareMissing").toBool())
        return tr("The firmware of %1 is missing. Install its package; `sudo dmesg | grep firmware` names the file.")
            .arg(device.interface);
    if (state == nm::deviceState::Unmanaged || !properties.value(QStringLiteral("Managed"), true).toBool())
        return tr("NetworkManager leaves %1 alone. Give it over with `nmcli device set %1 managed yes`.")
            .arg(device.interface);
    if (state == nm::deviceState::Unavailable)
        return tr("%1 is not ready. Wait a moment; if it stays so, see that wpa_supplicant is installed (package "
                  "wpasupplicant).")
            .arg(device.interface);
    return {};
}

Hotspot::Device wifiDevice(const nm::Objects &objects, const nm::Groups &groups, const QVariantMap &manager)
{
    const auto properties = groups.value(nm::Device);
    const auto wireless = groups.value(nm::Wireless);
    const uint capabilities = value(wireless, "WirelessCapabilities").toUInt();
    Hotspot::Device device;
    device.interface = value(properties, "Interface").toString();
    device.has5GHz = !(capabilities & nm::capability::FrequenciesKnown) || (capabilities & nm::capability::Band5);
    if (!(capabilities & nm::capability::Ap)) {
        device.reason = tr("The driver of %1 can't make it an access point. Use a USB Wi-Fi adapter that can, or share "
                           "by cable.")
                            .arg(device.interface);
        return device;
    }
    device.reason = inTheWay(device, properties, manager);
    device.canBeAccessPoint = device.reason.isEmpty();
    const auto active = objects.value(pathIn(properties, "ActiveConnection")).value(nm::Active);
    if (!device.canBeAccessPoint || active.isEmpty())
        return device;
    const QString name = value(active, "Id").toString();
    device.busyAsClient = value(wireless, "Mode").toUInt() != nm::mode::Ap;
    device.reason = device.busyAsClient
        ? tr("%1 is connected to “%2”, and a hotspot on it cuts this computer's own Wi-Fi. Use a second adapter, or "
             "connect this computer by cable.")
              .arg(device.interface, name)
        : tr("%1 is the hotspot “%2” already.").arg(device.interface, name);
    return device;
}

int rank(const Hotspot::Device &device)
{
    return !device.canBeAccessPoint ? 2 : device.busyAsClient ? 1 : 0;
}

} // namespace

QList<Hotspot::Device> wifiDevices(const nm::Objects &objects)
{
    QList<Hotspot::Device> devices;
    const auto manager = objects.value(nm::Path).value(nm::Manager);
    for (const auto &groups : objects) {
        if (groups.contains(nm::Wireless))
            devices.append(wifiDevice(objects, groups, manager));
    }
    std::sort(devices.begin(), devices.end(),
        [](const auto &a, const auto &b) { return std::pair(rank(a), a.interface) < std::pair(rank(b), b.interface); });
    return devices;
}

QList<SharedInterface> sharedInterfaces(
    const nm::Objects &objects, const nm::Objects &settings, const std::vector<UsbInterface> &usb)
{
    QList<SharedInterface> shared;
    for (const auto &groups : objects) {
        const auto active = groups.value(nm::Active);
        const auto connection = settings.value(pathIn(active, "Connection"));
        const auto method = value(connection.value(QStringLiteral("ipv4")), "method").toString();
        if (method != QLatin1String("shared") || value(active, "State").toUInt() != nm::activeState::Activated)
            continue;
        const auto devices = qdbus_cast<QList<QDBusObjectPath>>(value(active, "Devices"));
        for (const auto &path : devices) {
            SharedInterface at;
            at.interface = value(objects.value(path.path()).value(nm::Device), "Interface").toString();
            at.name = value(active, "Id").toString();
            const auto wireless = connection.value(QStringLiteral("802-11-wireless"));
            const auto onUsb = [&](const UsbInterface &each) {
                return QString::fromStdString(each.interface) == at.interface;
            };
            if (!wireless.isEmpty()) {
                at.kind = SharedInterface::Kind::accessPoint;
                at.name = QString::fromUtf8(value(wireless, "ssid").toByteArray());
            } else if (std::any_of(usb.begin(), usb.end(), onUsb)) {
                at.kind = SharedInterface::Kind::usb;
            }
            shared.append(at);
        }
    }
    std::sort(shared.begin(), shared.end(), [](const auto &a, const auto &b) { return a.interface < b.interface; });
    return shared;
}

QString devicePath(const nm::Objects &objects, const QString &interface)
{
    for (auto at = objects.cbegin(); at != objects.cend(); ++at) {
        if (at->contains(nm::Device) && value(at->value(nm::Device), "Interface").toString() == interface)
            return at.key();
    }
    return {};
}

} // namespace telltale::watch
