// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/network_manager_settings.h"

#include <QStringList>

namespace telltale::watch {

nm::Groups accessPointSettings(
    const QString &interface, const QString &name, const QString &password, Hotspot::Band band, bool alsoIpv6)
{
    const auto text = [](const char *literal) { return QString::fromLatin1(literal); };

    QVariantMap wireless{{text("mode"), text("ap")}, {text("ssid"), name.toUtf8()}};
    if (band != Hotspot::Band::automatic)
        wireless.insert(text("band"), band == Hotspot::Band::band5 ? text("a") : text("bg"));
    // WPA2 alone: what every phone since Android 7 joins, and no fallback to TKIP. Protected management frames stay at
    // NetworkManager's default, because drivers differ.
    const QVariantMap security{{text("key-mgmt"), text("wpa-psk")}, {text("psk"), password},
        {text("proto"), QStringList{text("rsn")}}, {text("pairwise"), QStringList{text("ccmp")}},
        {text("group"), QStringList{text("ccmp")}}};
    // Without may-fail=false a missing dnsmasq counts as success as soon as IPv6 has a link-local address.
    return {
        {text("connection"),
            {{text("id"), text("Telltale")}, {text("type"), text("802-11-wireless")},
                {text("interface-name"), interface}, {text("autoconnect"), false}}},
        {text("802-11-wireless"), wireless},
        {text("802-11-wireless-security"), security},
        {text("ipv4"), {{text("method"), text("shared")}, {text("may-fail"), false}}},
        {text("ipv6"), {{text("method"), alsoIpv6 ? text("shared") : text("ignore")}}},
    };
}

} // namespace telltale::watch
