// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QVariantMap>

namespace telltale::watch::nm {

/// D-Bus type a{sa{sv}}: the interfaces of an object with their properties, and the groups of a connection.
using Groups = QMap<QString, QVariantMap>;
/// Objects by their path.
using Objects = QMap<QString, Groups>;

inline const QString Service = QStringLiteral("org.freedesktop.NetworkManager");
inline const QString RootPath = QStringLiteral("/org/freedesktop");
inline const QString Path = QStringLiteral("/org/freedesktop/NetworkManager");
inline const QString Manager = QStringLiteral("org.freedesktop.NetworkManager");
inline const QString Device = QStringLiteral("org.freedesktop.NetworkManager.Device");
inline const QString Wireless = QStringLiteral("org.freedesktop.NetworkManager.Device.Wireless");
inline const QString Active = QStringLiteral("org.freedesktop.NetworkManager.Connection.Active");
inline const QString Connection = QStringLiteral("org.freedesktop.NetworkManager.Settings.Connection");
inline const QString ObjectsInterface = QStringLiteral("org.freedesktop.DBus.ObjectManager");
inline const QString PropertiesInterface = QStringLiteral("org.freedesktop.DBus.Properties");
inline const QString NoObject = QStringLiteral("/");

// Numbers of https://networkmanager.dev/docs/api/latest/nm-dbus-types.html
namespace capability {
constexpr uint Ap = 0x40, FrequenciesKnown = 0x100, Band5 = 0x400;
}
namespace mode {
constexpr uint Ap = 3;
}
namespace deviceState {
constexpr uint Unmanaged = 10, Unavailable = 20, Disconnected = 30, Failed = 120;
}
namespace activeState {
constexpr uint Activating = 1, Activated = 2, Deactivating = 3, Deactivated = 4;
}
namespace activeReason {
constexpr uint UserDisconnected = 2, DeviceDisconnected = 3, ConnectTimeout = 6, NoSecrets = 9, ConnectionRemoved = 11,
               DeviceRemoved = 14;
}
namespace deviceReason {
constexpr uint None = 0, Unknown = 1, NowUnmanaged = 3, ConfigFailed = 4, IpConfigUnavailable = 5,
               SupplicantDisconnect = 8, SupplicantConfigFailed = 9, SupplicantFailed = 10, SupplicantTimeout = 11,
               SharedStartFailed = 18, SharedFailed = 19, FirmwareMissing = 35, Removed = 36, Sleeping = 37,
               ConnectionRemoved = 38, UserRequested = 39, SupplicantAvailable = 42, NewActivation = 60;
}

} // namespace telltale::watch::nm
