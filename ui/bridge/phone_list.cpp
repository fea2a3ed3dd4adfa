// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/phone_list.h"

#include "bridge/phone_names.h"
#include "capture/interfaces.h"
#include "hotspot/stations.h"

#include <QElapsedTimer>

#include <algorithm>
#include <map>

namespace telltale::bridge {

namespace {

constexpr qint64 remembered = 5000; // ms

struct Known {
    QStringList neighbours;
    QElapsedTimer since;
    std::vector<Phone> phones;
};

QStringList neighboursOf(const capture::Interface &interface)
{
    QStringList all;
    for (const capture::Station &station : interface.stations)
        all << QString::fromStdString(station.ip.text() + ' ' + station.mac + (station.reachable ? " here" : ""));
    return all;
}

Phone phoneOf(const hotspot::HotspotStation &from)
{
    Phone phone;
    phone.name = QString::fromStdString(from.name);
    phone.mac = QString::fromStdString(from.mac);
    for (const net::IpAddress &address : from.addresses)
        phone.addresses << QString::fromStdString(address.text());
    phone.vendor = QString::fromStdString(from.vendor);
    phone.privateMac = from.privateMac;
    phone.reachable = from.reachable;
    return phone;
}

} // namespace

QString Phone::title() const
{
    if (!name.isEmpty())
        return name;
    return addresses.isEmpty() ? mac : addresses.first();
}

std::vector<Phone> phonesBehind(const capture::Interface &interface)
{
    static std::map<std::string, Known> memory; // GUI thread only
    Known &known = memory[interface.name];
    const QStringList neighbours = neighboursOf(interface);
    if (known.since.isValid() && known.neighbours == neighbours && known.since.elapsed() < remembered)
        return known.phones;
    known.neighbours = neighbours;
    known.since.start();
    known.phones.clear();
    if (neighbours.isEmpty())
        return {};
    auto stations = hotspot::listStations(interface.name);
    static PhoneNames names;
    names.fill(stations, interface.name);
    for (const hotspot::HotspotStation &station : stations)
        known.phones.push_back(phoneOf(station));
    std::stable_partition(known.phones.begin(), known.phones.end(), [](const Phone &phone) { return phone.reachable; });
    return known.phones;
}

} // namespace telltale::bridge
