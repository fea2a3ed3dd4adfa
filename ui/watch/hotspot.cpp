// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/hotspot.h"

#include "watch/network_manager_activation.h"
#include "watch/network_manager_devices.h"
#include "watch/network_manager_objects.h"
#include "watch/network_manager_settings.h"
#include "watch/network_manager_trouble.h"
#include "watch/wifi_credentials.h"
#include "watch/wifi_qr.h"

#include <QCoreApplication>
#include <QTimer>

namespace telltale::watch {

class Hotspot::Private {
public:
    Private(Hotspot *owner, const QDBusConnection &onBus)
        : hotspot(owner)
        , bus(onBus)
        , objects(onBus)
    {
        connect(&objects, &NetworkManagerObjects::changed, hotspot, &Hotspot::changed);
        connect(&objects, &NetworkManagerObjects::gone, hotspot, [this] {
            if (activation)
                activation->lose();
        });
    }
    ~Private() { release(); }

    [[nodiscard]] Trouble wrong(const QString &interface, const QString &name, const QString &password) const;
    void begin(NetworkManagerActivation::Request request);
    void follow(NetworkManagerActivation *started);
    NetworkManagerActivation *release();

    Hotspot *hotspot;
    QDBusConnection bus;
    NetworkManagerObjects objects;
    NetworkManagerActivation *activation = nullptr;
};

/// Lets go of the connection, which then ends by itself even if this object is no more.
NetworkManagerActivation *Hotspot::Private::release()
{
    auto *old = std::exchange(activation, nullptr);
    if (!old)
        return nullptr;
    old->disconnect(hotspot);
    old->setParent(QCoreApplication::instance());
    connect(old, &NetworkManagerActivation::done, old, &QObject::deleteLater);
    old->end();
    return old->isDone() ? nullptr : old;
}

Trouble Hotspot::Private::wrong(const QString &interface, const QString &name, const QString &password) const
{
    if (const auto badName = wrongWithName(name.toStdString()); !badName.empty())
        return {QString::fromStdString(badName), tr("Choose another name.")};
    if (const auto badPassword = wrongWithPassword(password.toStdString()); !badPassword.empty())
        return {QString::fromStdString(badPassword), tr("Choose another password.")};
    if (!objects.available() && objects.error().isEmpty())
        return {tr("NetworkManager has not answered yet."), tr("Try again in a moment.")};
    if (!objects.available())
        return unreachable(objects.error());
    const auto devices = wifiDevices(objects.objects());
    for (const auto &device : devices) {
        if (device.interface == interface)
            return device.canBeAccessPoint ? Trouble{} : Trouble{device.reason, tr("Or choose another device.")};
    }
    return {tr("There is no Wi-Fi device %1.").arg(interface), tr("Choose another one.")};
}

void Hotspot::Private::begin(NetworkManagerActivation::Request request)
{
    auto *old = release();
    activation = new NetworkManagerActivation(bus, std::move(request), hotspot);
    follow(activation);
    if (old)
        connect(old, &NetworkManagerActivation::done, activation, &NetworkManagerActivation::begin);
    else
        activation->begin();
}

void Hotspot::Private::follow(NetworkManagerActivation *started)
{
    connect(started, &NetworkManagerActivation::activated, hotspot,
        [this, started] { emit hotspot->started(started->interface()); });
    connect(started, &NetworkManagerActivation::failed, hotspot, [this, started](const Trouble &trouble) {
        started->disconnect(hotspot);
        connect(started, &NetworkManagerActivation::done, started, &QObject::deleteLater);
        activation = nullptr;
        emit hotspot->failed(trouble.message, trouble.remedy);
    });
    connect(started, &NetworkManagerActivation::done, hotspot, [this, started] {
        started->deleteLater();
        activation = nullptr;
        emit hotspot->stopped();
    });
}

Hotspot::Hotspot(QObject *parent)
    : Hotspot(QDBusConnection::systemBus(), parent)
{
}

Hotspot::Hotspot(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(this, bus))
{
}

Hotspot::~Hotspot() = default;

QList<Hotspot::Device> Hotspot::devices() const
{
    return wifiDevices(m_private->objects.objects());
}

bool Hotspot::available() const
{
    return m_private->objects.available();
}

QString Hotspot::unavailableReason() const
{
    if (available())
        return {};
    if (m_private->objects.error().isEmpty())
        return tr("NetworkManager has not answered yet.");
    const auto trouble = unreachable(m_private->objects.error());
    return trouble.message + QLatin1Char(' ') + trouble.remedy;
}

QList<SharedInterface> Hotspot::shared() const
{
    return sharedInterfaces(m_private->objects.objects(), m_private->objects.settings(), usbInterfaces());
}

void Hotspot::start(const QString &interface, const QString &name, const QString &password, Band band)
{
    const auto trouble = m_private->wrong(interface, name, password);
    if (!trouble.message.isEmpty()) {
        // Never before start() returns: the caller may not be ready for an answer.
        QTimer::singleShot(0, this, [this, trouble] { emit failed(trouble.message, trouble.remedy); });
        return;
    }
    m_private->begin({interface, devicePath(m_private->objects.objects(), interface),
        accessPointSettings(interface, name, password, band, true),
        accessPointSettings(interface, name, password, band, false), band == Band::band5});
}

void Hotspot::stop()
{
    if (m_private->activation)
        m_private->activation->end();
}

bool Hotspot::isRunning() const
{
    return m_private->activation && m_private->activation->isActive();
}

QString Hotspot::suggestedPassword()
{
    return QString::fromStdString(watch::suggestedPassword());
}

QString Hotspot::wifiQrText(const QString &name, const QString &password)
{
    return QString::fromStdString(watch::wifiQrText(name.toStdString(), password.toStdString()));
}

} // namespace telltale::watch

#include "moc_hotspot.cpp"
