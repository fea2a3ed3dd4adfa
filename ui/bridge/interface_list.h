// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace telltale::bridge {

/// A network interface of this computer that could be watched.
struct Interface {
    QString name;
    QString kind; ///< "wifi", "ethernet"…
    QStringList addresses;
    QStringList stations; ///< addresses of those seen behind it
    bool up = false;
    bool likelyHotspot = false; ///< has a private IPv4 address that ends in .1: it hands out addresses
};

/// All but the loopback; likely hotspots first, then those that are up.
[[nodiscard]] std::vector<Interface> interfaces();

} // namespace telltale::bridge
