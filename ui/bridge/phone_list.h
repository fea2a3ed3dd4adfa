// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace telltale::capture {
struct Interface;
}

namespace telltale::bridge {

/// A device behind an interface, which may be a phone.
struct Phone {
    QString name; ///< as it called itself; empty where it did not
    QString mac;
    QStringList addresses; ///< IPv4 first
    QString vendor; ///< of the MAC address; empty where it is not known
    bool privateMac = false; ///< the MAC address is made up, so it names no vendor
    bool reachable = false; ///< the kernel heard from it just now

    /// The best there is to call it by.
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool operator==(const Phone &) const = default;
};

/// Those behind an interface, the ones that are here now first. What it is asked each second is
/// remembered for a few: a list of vendors is long to read.
[[nodiscard]] std::vector<Phone> phonesBehind(const capture::Interface &interface);

} // namespace telltale::bridge
