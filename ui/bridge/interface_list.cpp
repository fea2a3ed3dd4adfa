// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/interface_list.h"

#include "capture/interfaces.h"
#include "net/local_network.h"

#include <QFileInfo>

#include <algorithm>

namespace telltale::bridge {

namespace {

/// A private IPv4 address that ends in .1 is one that hands out addresses.
bool isGateway(const net::IpAddress &address)
{
    return net::isPrivate(address) && address.bytes()[3] == 1;
}

bool isForMachines(const QString &name)
{
    static const QStringList beginnings{QStringLiteral("docker"), QStringLiteral("br-"), QStringLiteral("veth"),
        QStringLiteral("virbr"), QStringLiteral("vnet"), QStringLiteral("lxc"), QStringLiteral("lxdbr"),
        QStringLiteral("podman"), QStringLiteral("cni")};
    return std::any_of(
        beginnings.begin(), beginnings.end(), [&](const QString &beginning) { return name.startsWith(beginning); });
}

/// The drivers of phones that tether by USB.
bool isOnUsb(const QString &name)
{
    const QString driver =
        QFileInfo(QFileInfo(QStringLiteral("/sys/class/net/%1/device/driver").arg(name)).symLinkTarget()).fileName();
    return driver == QLatin1String("rndis_host") || driver == QLatin1String("cdc_ether")
        || driver == QLatin1String("cdc_ncm") || driver == QLatin1String("ipheth");
}

Interface::Role roleOf(const capture::Interface &from)
{
    using Role = Interface::Role;
    const QString name = QString::fromStdString(from.name);
    const bool gateway = std::any_of(from.addresses.begin(), from.addresses.end(), isGateway);
    if (isForMachines(name))
        return Role::machine;
    if (from.kind == capture::InterfaceKind::wifi)
        return gateway ? Role::hotspot : Role::wifi;
    if (isOnUsb(name))
        return Role::usb;
    return gateway ? Role::shared : Role::other;
}

Interface value(const capture::Interface &from)
{
    Interface interface;
    interface.name = QString::fromStdString(from.name);
    interface.kind = QString::fromLatin1(capture::kindName(from.kind));
    interface.role = roleOf(from);
    interface.up = from.up;
    for (const auto &address : from.addresses)
        interface.addresses << QString::fromStdString(address.text());
    interface.phones = phonesBehind(from);
    return interface;
}

int rank(const Interface &at)
{
    const bool phone = at.ready() && !at.phones.empty();
    return (phone ? 100 : 0) + (at.ready() ? 50 : 0) + (at.up ? 20 : 0) + (at.addresses.isEmpty() ? 0 : 10)
        - static_cast<int>(at.role);
}

} // namespace

bool Interface::ready() const
{
    return up && !addresses.isEmpty() && (role == Role::hotspot || role == Role::usb || role == Role::shared);
}

std::vector<Interface> interfaces()
{
    std::vector<Interface> result;
    for (const auto &found : capture::listInterfaces()) {
        if (found.kind != capture::InterfaceKind::loopback)
            result.push_back(value(found));
    }
    std::stable_sort(
        result.begin(), result.end(), [](const Interface &a, const Interface &b) { return rank(a) > rank(b); });
    return result;
}

} // namespace telltale::bridge
