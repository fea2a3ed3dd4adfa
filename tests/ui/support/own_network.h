// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUdpSocket>

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

namespace telltale::test {

/// While it lives, this thread and the programs that it starts have a network of their own: an interface with the
/// address 10.78.0.1/24, behind which nobody is. Needs a right that few have.
class OwnNetwork {
public:
    OwnNetwork()
        : m_before(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC))
        , m_entered(m_before >= 0 && ::unshare(CLONE_NEWNET) == 0)
        , m_made(m_entered && ip("link set lo up") && ip("link add tcd0 type veth peer name tcd1")
              && ip("link set tcd1 up") && ip("addr add 10.78.0.1/24 dev tcd0") && ip("link set tcd0 up"))
    {
    }
    ~OwnNetwork()
    {
        if (m_entered && ::setns(m_before, CLONE_NEWNET) != 0)
            qFatal("this thread's network cannot be entered again");
        if (m_before >= 0)
            ::close(m_before);
    }
    OwnNetwork(const OwnNetwork &) = delete;
    OwnNetwork &operator=(const OwnNetwork &) = delete;

    [[nodiscard]] bool made() const { return m_made; }
    [[nodiscard]] QString interface() const { return QStringLiteral("tcd0"); }
    /// A packet onto the interface.
    void send() const { QUdpSocket().writeDatagram("x", QHostAddress(QStringLiteral("10.78.0.9")), 9); }

private:
    static bool ip(const char *words)
    {
        return QProcess::execute(QStringLiteral("ip"), QString::fromLatin1(words).split(QLatin1Char(' '))) == 0;
    }

    int m_before;
    bool m_entered;
    bool m_made;
};

} // namespace telltale::test
