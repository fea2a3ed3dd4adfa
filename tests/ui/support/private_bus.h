// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QTemporaryDir>

namespace telltale::test {

/// A message bus of the test's own; it ends with this object.
class PrivateBus {
public:
    PrivateBus();
    ~PrivateBus();
    PrivateBus(const PrivateBus &) = delete;
    PrivateBus &operator=(const PrivateBus &) = delete;

    /// Empty when dbus-daemon did not start.
    [[nodiscard]] const QString &address() const { return m_address; }
    /// A connection of its own at each call; closed with the bus.
    [[nodiscard]] QDBusConnection connection();

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
    QStringList m_connections;
};

} // namespace telltale::test
