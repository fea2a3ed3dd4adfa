// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/access_point.h"

namespace telltale::test {

/// A Wi-Fi card that does what the test says.
class FakeAccessPoint final : public watch::AccessPoint {
public:
    std::vector<watch::WifiDevice> cards{{QStringLiteral("wlan0"), true, false, {}}};
    QString unavailable;
    QString asked; ///< "wlan0 Telltale password"
    int stops = 0;
    bool on = false;

    [[nodiscard]] std::vector<watch::WifiDevice> devices() const override { return cards; }
    [[nodiscard]] QString unavailableReason() const override { return unavailable; }
    [[nodiscard]] std::optional<QString> sharedAs(const QString &) const override { return std::nullopt; }
    void start(const QString &interface, const QString &name, const QString &password, Band) override
    {
        asked = interface + QLatin1Char(' ') + name + QLatin1Char(' ') + password;
    }
    void stop() override
    {
        ++stops;
        on = false;
    }
    [[nodiscard]] bool running() const override { return on; }
    [[nodiscard]] QString suggestedPassword() const override { return QStringLiteral("quiet-river-19"); }
    [[nodiscard]] QString wifiQrText(const QString &name, const QString &password) const override
    {
        return QStringLiteral("WIFI:T:WPA;S:%1;P:%2;;").arg(name, password);
    }
};

} // namespace telltale::test
