// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/hotspot_access_point.h"

#include <algorithm>

namespace telltale::watch {

namespace {

Hotspot::Band bandOf(AccessPoint::Band band)
{
    switch (band) {
    case AccessPoint::Band::band24:
        return Hotspot::Band::band24;
    case AccessPoint::Band::band5:
        return Hotspot::Band::band5;
    case AccessPoint::Band::automatic:
        break;
    }
    return Hotspot::Band::automatic;
}

} // namespace

HotspotAccessPoint::HotspotAccessPoint(QObject *parent)
    : AccessPoint(parent)
{
    connect(&m_hotspot, &Hotspot::changed, this, &AccessPoint::changed);
    connect(&m_hotspot, &Hotspot::started, this, &AccessPoint::started);
    connect(&m_hotspot, &Hotspot::stopped, this, &AccessPoint::stopped);
    connect(&m_hotspot, &Hotspot::failed, this, &AccessPoint::failed);
}

std::vector<WifiDevice> HotspotAccessPoint::devices() const
{
    std::vector<WifiDevice> devices;
    for (const Hotspot::Device &device : m_hotspot.devices())
        devices.push_back({device.interface, device.canBeAccessPoint, device.busyAsClient, device.reason});
    return devices;
}

QString HotspotAccessPoint::unavailableReason() const
{
    if (!m_hotspot.available())
        return m_hotspot.unavailableReason();
    const auto devices = m_hotspot.devices();
    if (devices.isEmpty())
        return tr("This computer has no Wi-Fi card; a phone can share its connection by USB cable instead.");
    const bool able = std::any_of(
        devices.begin(), devices.end(), [](const Hotspot::Device &device) { return device.canBeAccessPoint; });
    return able ? QString() : devices.first().reason;
}

std::optional<QString> HotspotAccessPoint::sharedAs(const QString &interface) const
{
    for (const SharedInterface &shared : m_hotspot.shared()) {
        if (shared.interface == interface)
            return shared.name;
    }
    return std::nullopt;
}

void HotspotAccessPoint::start(const QString &interface, const QString &name, const QString &password, Band band)
{
    m_hotspot.start(interface, name, password, bandOf(band));
}

void HotspotAccessPoint::stop()
{
    m_hotspot.stop();
}

QString HotspotAccessPoint::wifiQrText(const QString &name, const QString &password) const
{
    return Hotspot::wifiQrText(name, password);
}

} // namespace telltale::watch

#include "moc_hotspot_access_point.cpp"
