// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/network_manager_names.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>

namespace telltale::watch {

/// A mirror of NetworkManager's objects and of the settings of its active connections, kept up to date without a wait.
class NetworkManagerObjects final : public QObject {
    Q_OBJECT
public:
    explicit NetworkManagerObjects(const QDBusConnection &bus, QObject *parent = nullptr);

    [[nodiscard]] bool available() const { return m_available; }
    /// Error name of the last attempt; empty when available() or before the first answer.
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] const nm::Objects &objects() const { return m_objects; }
    /// Settings of a connection by its path; only those of active connections are here.
    [[nodiscard]] const nm::Objects &settings() const { return m_settings; }

    /// Asks again; several calls within a moment are one.
    void refresh();

signals:
    void changed();
    /// NetworkManager ended or left the bus.
    void gone();

private slots:
    void propertiesChanged(const QString &interface, const QVariantMap &values, const QStringList &without);
    void objectsChanged(const QDBusMessage &message);

private:
    void ask();
    void takeObjects(const QDBusMessage &reply);
    void askSettings();
    void takeSettings(const QString &path, const QDBusMessage &reply);
    void finish();
    void lose(const QString &error);

    QDBusConnection m_bus;
    QTimer m_soon;
    nm::Objects m_objects, m_coming;
    nm::Objects m_settings, m_comingSettings;
    QString m_error;
    int m_open = 0; ///< calls that have no answer yet
    bool m_again = false;
    bool m_stale = false; ///< NetworkManager ended while an answer was under way
    bool m_available = false;
};

} // namespace telltale::watch
