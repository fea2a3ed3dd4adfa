// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/shared_interface.h"

#include <QDBusConnection>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace telltale::watch {

/// A hotspot of this computer, made by NetworkManager over D-Bus.
///
/// Nothing here waits: what is read is a mirror of NetworkManager's objects that is empty until changed() comes for
/// the first time, and start() and stop() answer with signals. The access point is bound to this process: when it
/// ends, however it ends, NetworkManager takes it down (1.16 or newer; before, only stop() and the destructor do).
///
/// Source: https://networkmanager.dev/docs/api/latest/spec.html
class Hotspot final : public QObject {
    Q_OBJECT
public:
    enum class Band { automatic, band24, band5 };
    Q_ENUM(Band)

    /// A Wi-Fi device that NetworkManager knows.
    struct Device {
        QString interface;
        bool canBeAccessPoint = false; ///< able to, and nothing (switch, driver, no management) is in the way
        bool busyAsClient = false; ///< connected to a network that an access point would cut
        QString reason; ///< one or two sentences with a remedy: why not, or what to know before; may be empty
        bool has5GHz = true; ///< false only where the device says so

        [[nodiscard]] bool operator==(const Device &) const = default;
    };

    /// On the system bus.
    explicit Hotspot(QObject *parent = nullptr);
    explicit Hotspot(const QDBusConnection &bus, QObject *parent = nullptr);
    ~Hotspot() override; ///< takes the access point down

    /// Those that can be an access point and are idle come first. Empty before the first changed().
    [[nodiscard]] QList<Device> devices() const;
    /// Whether NetworkManager runs and has answered.
    [[nodiscard]] bool available() const;
    /// A sentence with a remedy; empty when available().
    [[nodiscard]] QString unavailableReason() const;
    /// Sharing that runs already, this object's own hotspot included.
    [[nodiscard]] QList<SharedInterface> shared() const;

    /// Ends in exactly one of started() or failed(), or in stopped() when stop() came first. `name` is 1 to 32 bytes of
    /// UTF-8, `password` 8 to 63 printable ASCII characters; what does not fit fails with a sentence. A hotspot that
    /// runs already is ended first.
    void start(const QString &interface, const QString &name, const QString &password, Band band);
    /// Answers with stopped() when a hotspot ran or was being started, else does nothing.
    void stop();
    [[nodiscard]] bool isRunning() const;

    /// At least 60 bits from the kernel's generator, in groups, without characters that look alike.
    [[nodiscard]] static QString suggestedPassword();
    /// What a QR code must say for a phone to join; see wifi_qr.h.
    [[nodiscard]] static QString wifiQrText(const QString &name, const QString &password);

signals:
    /// What devices(), available() or shared() answer may have changed.
    void changed();
    void started(QString interface);
    /// Also when somebody else ended the hotspot.
    void stopped();
    /// One sentence that says what went wrong, one that says what to do. Also when a running hotspot was lost.
    void failed(QString message, QString remedy);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace telltale::watch
