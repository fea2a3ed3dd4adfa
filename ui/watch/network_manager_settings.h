// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/hotspot.h"
#include "watch/network_manager_names.h"

namespace telltale::watch {

/// A connection that makes `interface` an access point for WPA2 with this computer's connection shared on it, by IPv4
/// and, where `alsoIpv6`, by IPv6. It never starts by itself.
/// Source: https://networkmanager.dev/docs/api/latest/nm-settings-dbus.html
[[nodiscard]] nm::Groups accessPointSettings(
    const QString &interface, const QString &name, const QString &password, Hotspot::Band band, bool alsoIpv6);

} // namespace telltale::watch
