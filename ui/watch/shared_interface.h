// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace telltale::watch {

/// An interface behind which a phone can already be: NetworkManager shares this computer's connection on it
/// (`ipv4.method=shared`).
struct SharedInterface {
    enum class Kind { accessPoint, usb, ethernet };

    QString interface; ///< the kernel's name, such as "wlp2s0"
    Kind kind = Kind::ethernet;
    QString name; ///< network name of an access point, otherwise the connection's name

    [[nodiscard]] bool operator==(const SharedInterface &) const = default;
};

/// An interface whose other end is a device on the USB cable.
struct UsbInterface {
    std::string interface;
    std::string driver; ///< rndis_host, cdc_ether, cdc_ncm or ipheth
    std::string product; ///< what the device calls itself, empty where it does not say

    [[nodiscard]] bool operator==(const UsbInterface &) const = default;
};

/// Interfaces of phones that tether by USB, in the order of their names.
///
/// The phone offers *its* connection there; the phone's own traffic passes only when this computer's connection is
/// shared back to it (see SharedInterface). Source: the `driver` link of `/sys/class/net/NAME/device`, Linux
/// Documentation/ABI/testing/sysfs-class-net. An unreadable folder gives an empty list.
[[nodiscard]] std::vector<UsbInterface> usbInterfaces(const std::string &folder = "/sys/class/net");

} // namespace telltale::watch
