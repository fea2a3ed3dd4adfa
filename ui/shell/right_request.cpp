// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/right_request.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace telltale::shell {

namespace {

/// Also where users' PATH does not lead.
QString program(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return !found.isEmpty() ? found
                            : QStandardPaths::findExecutable(name,
                                {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin"), QStringLiteral("/usr/bin")});
}

} // namespace

QStringList RightRequest::words(const QString &command)
{
    static const QRegularExpression form(QStringLiteral("^sudo setcap (cap_[a-z_,=]+) (/.+/telltale-capture)$"));
    const auto match = form.match(command);
    const QString setcap = program(QStringLiteral("setcap"));
    if (!match.hasMatch() || setcap.isEmpty())
        return {};
    return {setcap, match.captured(1), match.captured(2)};
}

bool RightRequest::possible(const QString &command)
{
    return !words(command).isEmpty() && !QStandardPaths::findExecutable(QStringLiteral("pkexec")).isEmpty();
}

QString RightRequest::explanation(const QString &command)
{
    return tr("Asks for an administrator's password and runs: %1. From then on everybody who may run telltale-capture "
              "can capture on this computer; no other program gains anything.")
        .arg(words(command).join(QLatin1Char(' ')));
}

void RightRequest::run(const QString &command)
{
    auto *process = new QProcess(this);
    process->setProcessChannelMode(QProcess::MergedChannels);
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() comes
        emit refused(tr("pkexec could not be started."));
        process->deleteLater();
    });
    connect(process, &QProcess::finished, this, [this, process](int status, QProcess::ExitStatus) {
        if (status == 0)
            emit given();
        else
            emit refused(tr("The right was not given: %1").arg(QString::fromLocal8Bit(process->readAll()).trimmed()));
        process->deleteLater();
    });
    process->start(QStringLiteral("pkexec"), words(command));
}

} // namespace telltale::shell

#include "moc_right_request.cpp"
