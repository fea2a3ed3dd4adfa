// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/network_manager_trouble.h"

#include "watch/network_manager_names.h"

#include <QCoreApplication>

namespace telltale::watch {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("telltale::watch::Trouble", text);
}

/// `NetworkManager.Device.NotFound` of `org.freedesktop.NetworkManager.Device.NotFound`.
QString lastPart(const QString &errorName)
{
    return errorName.section(QLatin1Char('.'), -1);
}

QString withFullStop(const QString &text)
{
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

QString otherBand(const QString &remedy, bool on5GHz)
{
    if (!on5GHz)
        return remedy;
    return tr("Choose 2.4 GHz: on 5 GHz many devices may not be an access point until their country is set "
              "(`sudo iw reg set CC`, CC being its two letters).");
}

Trouble ofDevice(unsigned reason, const QString &interface, bool on5GHz)
{
    using namespace nm::deviceReason;
    switch (reason) {
    case SharedStartFailed:
    case SharedFailed:
    case IpConfigUnavailable: // what a missing dnsmasq is to 1.42
        return {
            tr("%1 can't hand out addresses, most likely because dnsmasq is missing or did not start.").arg(interface),
            tr("Install it (`sudo apt install dnsmasq-base`), or stop another program that serves DNS or DHCP on "
               "all interfaces.")};
    case SupplicantConfigFailed:
    case SupplicantFailed:
    case SupplicantTimeout:
    case SupplicantDisconnect:
        return {tr("%1 did not become an access point: wpa_supplicant could not set it up.").arg(interface),
            otherBand(tr("Try the other band, or another Wi-Fi adapter: the driver may not be able to."), on5GHz)};
    case FirmwareMissing:
        return {tr("The firmware of %1 is missing.").arg(interface),
            tr("Install the firmware package of this device; `sudo dmesg | grep firmware` names the file.")};
    case Removed:
        return {tr("%1 was removed.").arg(interface), tr("Plug the adapter in again and start the hotspot again.")};
    case Sleeping:
        return {tr("This computer went to sleep, or networking was switched off."),
            tr("Start the hotspot again; `nmcli networking on` switches networking on.")};
    case NowUnmanaged:
        return {tr("NetworkManager no longer manages %1.").arg(interface),
            tr("Give it back with `nmcli device set %1 managed yes`.").arg(interface)};
    case ConfigFailed:
        return {tr("%1 could not be given the hotspot's settings.").arg(interface),
            otherBand(tr("Try again; `journalctl -u NetworkManager -e` says more."), on5GHz)};
    default:
        return {tr("The hotspot on %1 ended (NetworkManager's reason %2).").arg(interface).arg(reason),
            otherBand(tr("Start it again; `journalctl -u NetworkManager -e` says more."), on5GHz)};
    }
}

} // namespace

Trouble unreachable(const QString &errorName)
{
    const QString last = lastPart(errorName);
    if (last == QLatin1String("Disconnected"))
        return {tr("The system bus (D-Bus) can't be reached, so NetworkManager can't be asked for a hotspot."),
            tr("Start a hotspot by other means and choose its interface.")};
    if (last == QLatin1String("AccessDenied"))
        return {tr("This user may not talk to NetworkManager."),
            tr("Start Telltale in a local desktop session, or start a hotspot by other means and choose its "
               "interface.")};
    if (last == QLatin1String("UnknownMethod") || last == QLatin1String("UnknownObject"))
        return {tr("This NetworkManager is too old."),
            tr("Install version 1.16 or newer, or start a hotspot by other means and choose its interface.")};
    if (last == QLatin1String("NoReply") || last == QLatin1String("Timeout") || last == QLatin1String("TimedOut"))
        return {tr("NetworkManager does not answer."), tr("Restart it with `sudo systemctl restart NetworkManager`.")};
    return {tr("NetworkManager does not run on this computer."),
        tr("Start it with `sudo systemctl start NetworkManager` (package network-manager), or start a hotspot by other "
           "means and choose its interface.")};
}

Trouble refused(const QString &errorName, const QString &text, const QString &interface)
{
    const QString last = lastPart(errorName);
    if (last == QLatin1String("PermissionDenied") || last == QLatin1String("AccessDenied")
        || last == QLatin1String("InteractiveAuthorizationRequired"))
        return {tr("This user may not share a Wi-Fi connection on %1.").arg(interface),
            tr("Confirm the question for the password, or let an administrator allow the actions "
               "org.freedesktop.NetworkManager.wifi.share.protected and .settings.modify.own in polkit.")};
    if (last == QLatin1String("UnknownDevice"))
        return {tr("There is no device %1 any more.").arg(interface), tr("Choose another one.")};
    if (last == QLatin1String("ServiceUnknown") || last == QLatin1String("NameHasNoOwner")
        || last == QLatin1String("Disconnected") || last == QLatin1String("NoReply")
        || last == QLatin1String("TimedOut"))
        return unreachable(errorName);
    if (last == QLatin1String("ConnectionNotAvailable") || last == QLatin1String("IncompatibleConnection")
        || last == QLatin1String("UnknownConnection"))
        return {tr("%1 can't be a hotspot now: %2").arg(interface, withFullStop(text)),
            tr("See that Wi-Fi is switched on (`nmcli radio wifi on`) and that wpa_supplicant is installed "
               "(package wpasupplicant).")};
    return {tr("NetworkManager refused the hotspot on %1: %2").arg(interface, withFullStop(text)),
        tr("Try another name, band or device; `journalctl -u NetworkManager -e` says more.")};
}

Trouble ended(unsigned deviceReason, unsigned activeReason, const QString &interface, bool on5GHz)
{
    if (deviceReason != nm::deviceReason::None)
        return ofDevice(deviceReason, interface, on5GHz);
    switch (activeReason) {
    case nm::activeReason::ConnectTimeout:
        return {tr("%1 did not become an access point in time.").arg(interface),
            otherBand(tr("Try again, or another Wi-Fi adapter."), on5GHz)};
    case nm::activeReason::NoSecrets:
        return {tr("NetworkManager did not get the hotspot's password."), tr("Start the hotspot again.")};
    case nm::activeReason::DeviceRemoved:
        return ofDevice(nm::deviceReason::Removed, interface, on5GHz);
    default:
        return {tr("The hotspot on %1 ended before a phone could join.").arg(interface),
            otherBand(tr("Start it again; `journalctl -u NetworkManager -e` says more."), on5GHz)};
    }
}

} // namespace telltale::watch
