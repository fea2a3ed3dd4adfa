// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>

namespace telltale::bridge {

/// How the app PCAPdroid on the phone hands over what it captures.
struct PcapdroidPlan {
    enum class Way : std::uint8_t {
        tcp, ///< the phone dials this computer
        udp, ///< the phone sends to this computer
        http ///< this computer asks the phone
    };
    Way way = Way::tcp;
    QString address; ///< tcp, udp: of this computer, where it listens; http: of the phone
    std::uint16_t port = 1234; ///< at that address
    QString from = {}; ///< tcp, udp: the phone's address; empty: whoever is heard first
    QStringList refused = {}; ///< tcp, udp: who was heard first and is not the phone

    /// "192.168.1.5:1234", "[fe80::1]:1234".
    [[nodiscard]] QString end() const
    {
        return (address.contains(QLatin1Char(':')) ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
            .arg(address)
            .arg(port);
    }
    /// Nobody has said yet whether who is heard first is the phone.
    [[nodiscard]] bool asksWho() const { return way != Way::http && from.isEmpty(); }
    [[nodiscard]] bool operator==(const PcapdroidPlan &) const = default;
};

} // namespace telltale::bridge
