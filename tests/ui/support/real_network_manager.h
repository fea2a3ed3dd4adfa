// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace telltale::test {

/// The system's NetworkManager on a given bus, in a network namespace of its own with the two ends of a cable, `tthot0`
/// and `tthot1`. It touches nothing of this computer: folders, host name and radio switches are its own. Needs root.
class RealNetworkManager {
public:
    enum class Dnsmasq { asInstalled, missing };

    RealNetworkManager(const QString &busAddress, Dnsmasq dnsmasq);
    ~RealNetworkManager();
    RealNetworkManager(const RealNetworkManager &) = delete;
    RealNetworkManager &operator=(const RealNetworkManager &) = delete;

    /// Why it can't run here; empty when it does.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Ends it as `systemctl stop` does.
    void end();
    /// What `ip` prints in the namespace.
    [[nodiscard]] QString ip(const QStringList &arguments) const;

private:
    [[nodiscard]] QString prepare();

    QTemporaryDir m_folder;
    QString m_problem;
    QProcess m_process;
};

} // namespace telltale::test
