// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/phone_list.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace telltale::bridge {

/// A network interface of this computer that could be watched.
struct Interface {
    enum class Role : std::uint8_t {
        hotspot, ///< Wi-Fi that hands out addresses
        usb, ///< the other end is a device on the USB cable
        shared, ///< any other that hands out addresses
        wifi, ///< Wi-Fi that is no hotspot now
        other,
        machine ///< made by programs for their own machines and containers
    };

    QString name;
    QString kind; ///< "wifi", "ethernet"…
    Role role = Role::other;
    QStringList addresses;
    std::vector<Phone> phones; ///< those seen behind it
    bool up = false;

    /// A phone can be behind it as it is.
    [[nodiscard]] bool ready() const;
    [[nodiscard]] bool operator==(const Interface &) const = default;
};

/// All but the loopback; those with a phone behind them first, then those where one could be.
[[nodiscard]] std::vector<Interface> interfaces();

} // namespace telltale::bridge
