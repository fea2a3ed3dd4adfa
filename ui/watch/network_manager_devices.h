// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/hotspot.h"
#include "watch/network_manager_names.h"
#include "watch/shared_interface.h"

namespace telltale::watch {

/// The Wi-Fi devices among NetworkManager's objects, usable ones first, then by name.
[[nodiscard]] QList<Hotspot::Device> wifiDevices(const nm::Objects &objects);

/// Interfaces on which active connections share (`ipv4.method=shared`), by name. `settings` are those of the
/// connections by path, `usb` the interfaces of phones on a cable.
[[nodiscard]] QList<SharedInterface> sharedInterfaces(
    const nm::Objects &objects, const nm::Objects &settings, const std::vector<UsbInterface> &usb);

/// Path of the device with this interface; empty when there is none.
[[nodiscard]] QString devicePath(const nm::Objects &objects, const QString &interface);

} // namespace telltale::watch
