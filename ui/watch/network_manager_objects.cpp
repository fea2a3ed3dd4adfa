// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/network_manager_objects.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>

#include <chrono>

namespace telltale::watch {
namespace {

using ManagedObjects = QMap<QDBusObjectPath, nm::Groups>;

constexpr std::chrono::milliseconds Together{50}; ///< a change of state comes as a burst of signals
const QString AccessPointPath = QStringLiteral("/org/freedesktop/NetworkManager/AccessPoint/");

template <typename Take>
void call(const QDBusConnection &bus, const QDBusMessage &message, QObject *receiver, Take take)
{
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), receiver);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, receiver, [take](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        take(done->reply());
    });
}

template <typename T>
T firstArgument(const QDBusMessage &message)
{
    return message.arguments().isEmpty() ? T{} : qdbus_cast<T>(message.arguments().first());
}

} // namespace

NetworkManagerObjects::NetworkManagerObjects(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    qDBusRegisterMetaType<nm::Groups>();
    qDBusRegisterMetaType<ManagedObjects>();
    m_soon.setSingleShot(true);
    m_soon.setInterval(Together);
    connect(&m_soon, &QTimer::timeout, this, &NetworkManagerObjects::ask);

    auto *watcher = new QDBusServiceWatcher(nm::Service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &NetworkManagerObjects::refresh);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        m_stale = m_open > 0;
        lose(QStringLiteral("org.freedesktop.DBus.Error.NameHasNoOwner"));
        emit gone();
    });
    m_bus.connect(nm::Service, QString(), nm::PropertiesInterface, QStringLiteral("PropertiesChanged"), this,
        SLOT(propertiesChanged(QString, QVariantMap, QStringList)));
    m_bus.connect(nm::Service, nm::RootPath, nm::ObjectsInterface, QStringLiteral("InterfacesAdded"), this,
        SLOT(objectsChanged(QDBusMessage)));
    m_bus.connect(nm::Service, nm::RootPath, nm::ObjectsInterface, QStringLiteral("InterfacesRemoved"), this,
        SLOT(objectsChanged(QDBusMessage)));
    // The first answer must not wait for the burst to end, nor come before the owner has connected to changed().
    QTimer::singleShot(0, this, &NetworkManagerObjects::ask);
}

void NetworkManagerObjects::refresh()
{
    m_soon.start();
}

void NetworkManagerObjects::propertiesChanged(
    const QString &interface, const QVariantMap &values, const QStringList &without)
{
    Q_UNUSED(values)
    Q_UNUSED(without)
    // Access points tell their strength, and devices their rate, several times a second.
    if (interface == nm::Manager || interface == nm::Device || interface == nm::Active)
        refresh();
}

void NetworkManagerObjects::objectsChanged(const QDBusMessage &message)
{
    if (!firstArgument<QDBusObjectPath>(message).path().startsWith(AccessPointPath))
        refresh();
}

void NetworkManagerObjects::ask()
{
    if (m_open > 0) {
        m_again = true;
        return;
    }
    if (!m_bus.isConnected()) {
        lose(QStringLiteral("org.freedesktop.DBus.Error.Disconnected"));
        return;
    }
    auto message = QDBusMessage::createMethodCall(
        nm::Service, nm::RootPath, nm::ObjectsInterface, QStringLiteral("GetManagedObjects"));
    message.setAutoStartService(false);
    m_open = 1;
    call(m_bus, message, this, [this](const QDBusMessage &reply) { takeObjects(reply); });
}

void NetworkManagerObjects::takeObjects(const QDBusMessage &reply)
{
    --m_open;
    m_coming.clear();
    m_comingSettings.clear();
    if (reply.type() == QDBusMessage::ErrorMessage) {
        m_stale = false;
        lose(reply.errorName());
    } else {
        const auto objects = firstArgument<ManagedObjects>(reply);
        for (auto at = objects.cbegin(); at != objects.cend(); ++at)
            m_coming.insert(at.key().path(), at.value());
        askSettings();
    }
}

void NetworkManagerObjects::askSettings()
{
    for (const auto &groups : std::as_const(m_coming)) {
        const auto path =
            qdbus_cast<QDBusObjectPath>(groups.value(nm::Active).value(QStringLiteral("Connection"))).path();
        if (path.isEmpty() || path == nm::NoObject)
            continue;
        ++m_open;
        call(m_bus, QDBusMessage::createMethodCall(nm::Service, path, nm::Connection, QStringLiteral("GetSettings")),
            this, [this, path](const QDBusMessage &reply) { takeSettings(path, reply); });
    }
    if (m_open == 0)
        finish();
}

void NetworkManagerObjects::takeSettings(const QString &path, const QDBusMessage &reply)
{
    --m_open;
    // A connection that is hidden from this user, or that ended meanwhile, has no settings for us.
    if (reply.type() == QDBusMessage::ReplyMessage)
        m_comingSettings.insert(path, firstArgument<nm::Groups>(reply));
    if (m_open == 0)
        finish();
}

void NetworkManagerObjects::finish()
{
    if (std::exchange(m_stale, false)) {
        ask();
        return;
    }
    m_objects.swap(m_coming);
    m_settings.swap(m_comingSettings);
    m_error.clear();
    m_available = true;
    emit changed();
    if (std::exchange(m_again, false))
        refresh();
}

void NetworkManagerObjects::lose(const QString &error)
{
    m_objects.clear();
    m_settings.clear();
    m_error = error;
    m_available = false;
    emit changed();
    if (std::exchange(m_again, false))
        refresh();
}

} // namespace telltale::watch

#include "moc_network_manager_objects.cpp"
