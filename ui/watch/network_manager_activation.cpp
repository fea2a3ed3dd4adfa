// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/network_manager_activation.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

#include <chrono>

namespace telltale::watch {
namespace {

/// A person may have to type a password for polkit first.
constexpr std::chrono::milliseconds AskTimeout = std::chrono::minutes(3);
constexpr std::chrono::milliseconds CallTimeout = std::chrono::seconds(25);

QString pathAt(const QDBusMessage &reply, int index)
{
    return qdbus_cast<QDBusObjectPath>(reply.arguments().value(index)).path();
}

QVariant propertyIn(const QDBusMessage &reply)
{
    return qdbus_cast<QDBusVariant>(reply.arguments().value(0)).variant();
}

QDBusMessage getProperty(const QString &path, const QString &interface, const char *name)
{
    auto message = QDBusMessage::createMethodCall(nm::Service, path, nm::PropertiesInterface, QStringLiteral("Get"));
    message.setArguments({interface, QString::fromLatin1(name)});
    return message;
}

} // namespace

NetworkManagerActivation::NetworkManagerActivation(const QDBusConnection &bus, Request request, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_request(std::move(request))
{
    qDBusRegisterMetaType<nm::Groups>();
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &NetworkManagerActivation::giveUp);
    m_bus.connect(nm::Service, QString(), nm::Active, QStringLiteral("StateChanged"), this,
        SLOT(activeStateChanged(uint, uint, QDBusMessage)));
    m_bus.connect(nm::Service, m_request.devicePath, nm::Device, QStringLiteral("StateChanged"), this,
        SLOT(deviceStateChanged(uint, uint, uint)));
}

void NetworkManagerActivation::call(const QDBusMessage &message, Take take)
{
    const auto timeout = message.isInteractiveAuthorizationAllowed() ? AskTimeout : CallTimeout;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, int(timeout.count())), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [take](QDBusPendingCallWatcher *answered) {
        answered->deleteLater();
        take(answered->reply());
    });
}

void NetworkManagerActivation::begin()
{
    if (m_phase == Phase::idle)
        ask(true);
}

void NetworkManagerActivation::ask(bool bound)
{
    m_phase = Phase::asking;
    auto message = QDBusMessage::createMethodCall(nm::Service, nm::Path, nm::Manager,
        bound ? QStringLiteral("AddAndActivateConnection2") : QStringLiteral("AddAndActivateConnection"));
    QVariantList arguments{QVariant::fromValue(bound ? m_request.settings : m_request.plainSettings),
        QVariant::fromValue(QDBusObjectPath(m_request.devicePath)), QVariant::fromValue(QDBusObjectPath(nm::NoObject))};
    if (bound) {
        arguments.append(QVariantMap{{QStringLiteral("persist"), QStringLiteral("volatile")},
            {QStringLiteral("bind-activation"), QStringLiteral("dbus-client")}});
    }
    message.setArguments(arguments);
    message.setInteractiveAuthorizationAllowed(true);
    call(message, [this, bound](const QDBusMessage &reply) { takeReply(reply, bound); });
}

void NetworkManagerActivation::takeReply(const QDBusMessage &reply, bool bound)
{
    if (m_phase != Phase::asking)
        return;
    if (reply.type() == QDBusMessage::ErrorMessage) {
        if (m_endWanted)
            finish();
        else if (bound && reply.errorName() == QLatin1String("org.freedesktop.DBus.Error.UnknownMethod"))
            ask(false);
        else
            fail(refused(reply.errorName(), reply.errorMessage(), m_request.interface));
        return;
    }
    m_active = pathAt(reply, 1);
    if (!bound)
        m_connection = pathAt(reply, 0);
    m_phase = Phase::activating;
    m_deviceReason = nm::deviceReason::None;
    if (m_endWanted) {
        deactivate();
        return;
    }
    m_patience.start(m_request.patience);
    // What it became before its path was known here was told to nobody.
    call(getProperty(m_active, nm::Active, "State"), [this](const QDBusMessage &state) {
        follow(
            state.type() == QDBusMessage::ErrorMessage ? nm::activeState::Deactivated : propertyIn(state).toUInt(), 0);
    });
}

void NetworkManagerActivation::activeStateChanged(uint state, uint reason, const QDBusMessage &message)
{
    if (!m_active.isEmpty() && message.path() == m_active)
        follow(state, reason);
}

void NetworkManagerActivation::deviceStateChanged(uint state, uint before, uint reason)
{
    Q_UNUSED(before)
    // A failed device is disconnected next, without a reason of its own; a client is disconnected first, for our sake.
    const bool forOurSake = m_phase != Phase::active && reason == nm::deviceReason::NewActivation;
    if (state == nm::deviceState::Failed)
        m_deviceReason = reason;
    else if (state <= nm::deviceState::Disconnected && m_deviceReason == nm::deviceReason::None
        && reason != nm::deviceReason::Unknown && !forOurSake)
        m_deviceReason = reason;
}

void NetworkManagerActivation::follow(uint state, uint reason)
{
    if (m_phase != Phase::activating && m_phase != Phase::active)
        return;
    if (state == nm::activeState::Activated && m_phase == Phase::activating) {
        m_phase = Phase::active;
        m_deviceReason = nm::deviceReason::None;
        emit activated();
    } else if (state == nm::activeState::Deactivated && !m_concluding) {
        m_concluding = true;
        // The device's reason says more, and may be the signal after this one: an answer comes behind all signals.
        call(getProperty(m_request.devicePath, nm::Device, "State"),
            [this, reason](const QDBusMessage &) { conclude(reason); });
    }
}

void NetworkManagerActivation::conclude(uint activeReason)
{
    if (m_phase != Phase::activating && m_phase != Phase::active)
        return;
    const bool endedByPerson = activeReason == nm::activeReason::UserDisconnected
        || activeReason == nm::activeReason::ConnectionRemoved || m_deviceReason == nm::deviceReason::UserRequested
        || m_deviceReason == nm::deviceReason::ConnectionRemoved || m_deviceReason == nm::deviceReason::NewActivation;
    if (endedByPerson) {
        m_phase = Phase::ending;
        forget();
    } else {
        fail(ended(m_deviceReason, activeReason, m_request.interface, m_request.on5GHz));
    }
}

void NetworkManagerActivation::giveUp()
{
    if (m_phase != Phase::activating)
        return;
    m_phase = Phase::ending;
    emit failed(ended(m_deviceReason, nm::activeReason::ConnectTimeout, m_request.interface, m_request.on5GHz));
    deactivate();
}

void NetworkManagerActivation::end()
{
    m_endWanted = true;
    if (m_phase == Phase::idle)
        finish();
    else if (m_phase == Phase::activating || m_phase == Phase::active)
        deactivate();
}

void NetworkManagerActivation::deactivate()
{
    m_phase = Phase::ending;
    auto message =
        QDBusMessage::createMethodCall(nm::Service, nm::Path, nm::Manager, QStringLiteral("DeactivateConnection"));
    message.setArguments({QVariant::fromValue(QDBusObjectPath(m_active))});
    // An error means that it is not active any more.
    call(message, [this](const QDBusMessage &) { forget(); });
}

void NetworkManagerActivation::forget()
{
    if (m_connection.isEmpty()) {
        finish();
        return;
    }
    call(QDBusMessage::createMethodCall(nm::Service, m_connection, nm::Connection, QStringLiteral("Delete")),
        [this](const QDBusMessage &) { finish(); });
}

void NetworkManagerActivation::lose()
{
    if (m_phase == Phase::asking || m_phase == Phase::activating || m_phase == Phase::active) {
        m_connection.clear();
        fail(unreachable(QStringLiteral("org.freedesktop.DBus.Error.NameHasNoOwner")));
    }
}

void NetworkManagerActivation::fail(const Trouble &trouble)
{
    m_phase = Phase::ending;
    emit failed(trouble);
    forget();
}

void NetworkManagerActivation::finish()
{
    if (m_phase == Phase::done)
        return;
    m_phase = Phase::done;
    emit done();
}

} // namespace telltale::watch

#include "moc_network_manager_activation.cpp"
