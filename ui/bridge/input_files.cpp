// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/input_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace telltale::bridge {

namespace {

constexpr qint64 looked = 4096;

// Labels of the NSS key log format; comments begin with '#'.
bool isKeyLog(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : file.read(looked).split('\n')) {
        const QByteArray label = line.left(line.indexOf(' '));
        if (label == "CLIENT_RANDOM" || label == "RSA" || label == "EXPORTER_SECRET" || label == "EARLY_EXPORTER_SECRET"
            || label.endsWith("_TRAFFIC_SECRET") || label.endsWith("_TRAFFIC_SECRET_0"))
            return true;
        if (!line.trimmed().isEmpty() && !line.startsWith('#'))
            return false;
    }
    return false;
}

/// The session folder that a capture is the packets of: its journal belongs to it. Else the capture.
QString sessionOf(const QString &path)
{
    const QFileInfo file(path);
    const bool session =
        file.fileName() == QLatin1String("capture.pcapng") && file.dir().exists(QStringLiteral("journal.ndjson"));
    return session ? file.absolutePath() : path;
}

} // namespace

InputFiles sortInputs(const QStringList &paths)
{
    InputFiles sorted;
    for (const QString &path : paths) {
        if (isKeyLog(path))
            sorted.keyLogs << path;
        else if (sorted.capture.isEmpty())
            sorted.capture = sessionOf(path);
    }
    return sorted;
}

} // namespace telltale::bridge
