// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace telltale::watch {

/// A Wi-Fi card of this computer.
struct WifiDevice {
    QString interface;
    bool able = false; ///< can be an access point, and nothing is in the way
    bool connected = false; ///< to a network that an access point would cut
    QString reason; ///< why not, or what to know before; may be empty

    [[nodiscard]] bool operator==(const WifiDevice &) const = default;
};

/// Making this computer a hotspot, as the wizard sees it.
class AccessPoint : public QObject {
    Q_OBJECT
public:
    enum class Band : std::uint8_t { automatic, band24, band5 };

    using QObject::QObject;
    ~AccessPoint() override;

    [[nodiscard]] virtual std::vector<WifiDevice> devices() const = 0;
    /// A sentence with a remedy; empty where hotspots can be made here.
    [[nodiscard]] virtual QString unavailableReason() const = 0;
    /// The name under which this computer shares its connection on an interface; nothing where it does
    /// not, or not by NetworkManager.
    [[nodiscard]] virtual std::optional<QString> sharedAs(const QString &interface) const = 0;
    /// Answers with started() or failed().
    virtual void start(const QString &interface, const QString &name, const QString &password, Band band) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool running() const = 0;
    [[nodiscard]] virtual QString suggestedPassword() const = 0;
    /// What a QR code must say for a phone to join.
    [[nodiscard]] virtual QString wifiQrText(const QString &name, const QString &password) const = 0;

signals:
    void changed(); ///< devices() or unavailableReason()
    void started(const QString &interface);
    void stopped();
    void failed(const QString &what, const QString &remedy);
};

} // namespace telltale::watch
