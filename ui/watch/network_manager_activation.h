// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/network_manager_names.h"
#include "watch/network_manager_trouble.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace telltale::watch {

/// A connection that NetworkManager makes on one device for this process and forgets again; used once.
///
/// NetworkManager binds it to our place on the bus (`bind-activation=dbus-client`) and keeps it in memory alone
/// (`persist=volatile`), so that it ends with us, `kill -9` included. A NetworkManager before 1.16 knows neither: there
/// the connection is an ordinary one, and deleted by end().
class NetworkManagerActivation final : public QObject {
    Q_OBJECT
public:
    struct Request {
        QString interface;
        QString devicePath;
        nm::Groups settings;
        nm::Groups plainSettings; ///< for a NetworkManager before 1.16
        bool on5GHz = false;
        /// NetworkManager waits without end for a device that is not ready.
        std::chrono::milliseconds patience = std::chrono::minutes(1);
    };

    NetworkManagerActivation(const QDBusConnection &bus, Request request, QObject *parent = nullptr);

    void begin();
    /// Answers with done(), at once when nothing was begun.
    void end();
    /// NetworkManager left the bus, and took the connection along.
    void lose();
    [[nodiscard]] bool isActive() const { return m_phase == Phase::active; }
    [[nodiscard]] bool isDone() const { return m_phase == Phase::done; }
    [[nodiscard]] const QString &interface() const { return m_request.interface; }

signals:
    void activated();
    void failed(telltale::watch::Trouble trouble);
    /// The last signal, also after failed(): nothing is left of the connection.
    void done();

private slots:
    void activeStateChanged(uint state, uint reason, const QDBusMessage &message);
    void deviceStateChanged(uint state, uint before, uint reason);

private:
    enum class Phase { idle, asking, activating, active, ending, done };
    using Take = std::function<void(const QDBusMessage &)>;

    void call(const QDBusMessage &message, Take take);
    void ask(bool bound);
    void takeReply(const QDBusMessage &reply, bool bound);
    void follow(uint state, uint reason);
    void conclude(uint activeReason);
    void giveUp();
    void deactivate();
    void forget();
    void fail(const Trouble &trouble);
    void finish();

    QDBusConnection m_bus;
    Request m_request;
    QTimer m_patience;
    QString m_active; ///< path of the active connection
    QString m_connection; ///< path of its settings, where end() must delete them
    Phase m_phase = Phase::idle;
    uint m_deviceReason = nm::deviceReason::None;
    bool m_endWanted = false;
    bool m_concluding = false;
};

} // namespace telltale::watch
