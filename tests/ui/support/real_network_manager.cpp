// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/real_network_manager.h"

#include <QFile>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace telltale::test {
namespace {

constexpr auto Configuration = R"([main]
plugins=keyfile
dns=none
rc-manager=unmanaged
auth-polkit=false
hostname-mode=none
no-auto-default=*
[keyfile]
path=/run/connections
)";

/// Without udev the daemon takes read-only /sys for a container and manages every device.
constexpr auto Script = R"sh(set -e
mount -t tmpfs tmpfs /run
mkdir /run/connections /run/NetworkManager
mount -t tmpfs tmpfs /var/lib/NetworkManager
if [ -e /dev/rfkill ]; then mount --bind /dev/null /dev/rfkill; fi
if [ "$2" = missing ]; then mount --bind /dev/null "$(command -v dnsmasq)"; fi
mount -t sysfs -o ro sysfs /sys
ip link set lo up
ip link add tthot0 type veth peer name tthot1
ip link set tthot1 up
exec NetworkManager --no-daemon --config="$1" --config-dir=/run/none --system-config-dir=/run/none
)sh";

/// QStandardPaths looks where a user's PATH does, which may leave out sbin.
bool installed(const QString &program)
{
    const QStringList system{QStringLiteral("/usr/sbin"), QStringLiteral("/sbin"), QStringLiteral("/usr/bin")};
    return !QStandardPaths::findExecutable(program, system).isEmpty();
}

} // namespace

RealNetworkManager::RealNetworkManager(const QString &busAddress, Dnsmasq dnsmasq)
    : m_problem(prepare())
{
    if (!m_problem.isEmpty())
        return;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), busAddress);
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // A test that is killed must not leave it behind; the namespaces end with it.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(QStringLiteral("unshare"),
        {QStringLiteral("--net"), QStringLiteral("--mount"), QStringLiteral("--uts"), QStringLiteral("sh"),
            m_folder.filePath(QStringLiteral("run.sh")), m_folder.filePath(QStringLiteral("nm.conf")),
            dnsmasq == Dnsmasq::missing ? QStringLiteral("missing") : QString()});
    if (!m_process.waitForStarted())
        m_problem = QStringLiteral("unshare does not start.");
}

QString RealNetworkManager::prepare()
{
    if (::geteuid() != 0)
        return QStringLiteral("A network namespace needs root.");
    const QStringList programs{QStringLiteral("NetworkManager"), QStringLiteral("ip"), QStringLiteral("unshare"),
        QStringLiteral("nsenter"), QStringLiteral("dnsmasq")};
    for (const auto &program : programs) {
        if (!installed(program))
            return program + QStringLiteral(" is not installed.");
    }
    for (const auto &[name, text] : {std::pair("nm.conf", Configuration), std::pair("run.sh", Script)}) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QFile::WriteOnly) || file.write(text) < 0)
            return file.errorString();
    }
    return QProcess::execute(QStringLiteral("unshare"), {QStringLiteral("--net"), QStringLiteral("true")}) == 0
        ? QString()
        : QStringLiteral("This system lets no network namespace be made.");
}

RealNetworkManager::~RealNetworkManager()
{
    end();
}

void RealNetworkManager::end()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString RealNetworkManager::ip(const QStringList &arguments) const
{
    QProcess process;
    process.start(QStringLiteral("nsenter"),
        QStringList{QStringLiteral("--net"), QStringLiteral("--target"), QString::number(m_process.processId()),
            QStringLiteral("ip")}
            + arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace telltale::test
