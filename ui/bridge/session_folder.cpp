// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/session_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <array>

namespace telltale::bridge {

namespace {

const std::array<QString, 2> &parts()
{
    static const std::array<QString, 2> names{QStringLiteral("capture.pcapng"), QStringLiteral("journal.ndjson")};
    return names;
}

} // namespace

QString recordingsFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::HomeLocation)).filePath(QStringLiteral("Telltale"));
}

QString newSessionFolder(const QString &parent, const QString &interface, const QDateTime &time)
{
    // No colons: file systems of USB sticks refuse them.
    const QString name = time.toString(QStringLiteral("yyyy-MM-dd HH.mm.ss ")) + interface;
    QString folder = QDir(parent).filePath(name);
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = QDir(parent).filePath(QStringLiteral("%1 (%2)").arg(name).arg(n));
    return folder;
}

std::optional<QDateTime> lastWritten(const QString &folder)
{
    std::optional<QDateTime> last;
    for (const QString &part : parts()) {
        const QFileInfo file(QDir(folder).filePath(part));
        if (file.exists() && (!last || file.lastModified() > *last))
            last = file.lastModified();
    }
    return last;
}

bool deleteSession(const QString &folder)
{
    if (folder.isEmpty() || !QFileInfo(folder).isDir())
        return true;
    QDir session(folder);
    bool gone = true;
    for (const QString &part : parts())
        gone = (!session.exists(part) || session.remove(part)) && gone;
    QDir screens(session.filePath(QStringLiteral("screens")));
    gone = (!screens.exists() || screens.removeRecursively()) && gone;
    session.rmdir(session.absolutePath()); // somebody's own notes in it stay
    return gone;
}

} // namespace telltale::bridge
