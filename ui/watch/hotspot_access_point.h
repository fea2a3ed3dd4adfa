// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/access_point.h"
#include "watch/hotspot.h"

namespace telltale::watch {

/// NetworkManager's hotspot, for the wizard.
class HotspotAccessPoint final : public AccessPoint {
    Q_OBJECT
public:
    explicit HotspotAccessPoint(QObject *parent = nullptr);

    [[nodiscard]] std::vector<WifiDevice> devices() const override;
    [[nodiscard]] QString unavailableReason() const override;
    [[nodiscard]] std::optional<QString> sharedAs(const QString &interface) const override;
    void start(const QString &interface, const QString &name, const QString &password, Band band) override;
    void stop() override;
    [[nodiscard]] bool running() const override { return m_hotspot.isRunning(); }
    [[nodiscard]] QString suggestedPassword() const override { return Hotspot::suggestedPassword(); }
    [[nodiscard]] QString wifiQrText(const QString &name, const QString &password) const override;

private:
    Hotspot m_hotspot;
};

} // namespace telltale::watch
