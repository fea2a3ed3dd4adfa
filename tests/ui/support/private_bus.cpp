// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/private_bus.h"

#include <QFile>

namespace telltale::test {
namespace {

/// Without service files: nothing is started on this bus that the test did not start.
constexpr auto Configuration = R"(<busconfig>
<type>session</type>
<listen>unix:dir=%1</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/>
<allow own="*"/>
</policy>
</busconfig>
)";

} // namespace

PrivateBus::PrivateBus()
{
    QFile file(m_folder.filePath(QStringLiteral("bus.conf")));
    if (!file.open(QFile::WriteOnly))
        return;
    file.write(QString::fromLatin1(Configuration).arg(m_folder.path()).toUtf8());
    file.close();
    m_daemon.setStandardErrorFile(QProcess::nullDevice()); // complains of limits it does not need
    m_daemon.start(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--nofork"), QStringLiteral("--nopidfile"), QStringLiteral("--print-address=1"),
            QStringLiteral("--config-file=") + file.fileName()});
    if (m_daemon.waitForReadyRead())
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
}

PrivateBus::~PrivateBus()
{
    for (const auto &name : m_connections)
        QDBusConnection::disconnectFromBus(name);
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

QDBusConnection PrivateBus::connection()
{
    const auto name = QStringLiteral("private-%1-%2").arg(m_address).arg(m_connections.size());
    m_connections.append(name);
    return QDBusConnection::connectToBus(m_address, name);
}

} // namespace telltale::test
