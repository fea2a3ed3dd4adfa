// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/data_folder.h"

#include <QCoreApplication>
#include <QDir>

namespace telltale::bridge {

namespace {

QString firstOf(const QStringList &patterns)
{
    const QString folder = dataFolder(QStringLiteral("demo"));
    if (folder.isEmpty())
        return {};
    const auto files = QDir(folder).entryInfoList(patterns, QDir::Files, QDir::Name);
    return files.isEmpty() ? QString() : files.first().absoluteFilePath();
}

} // namespace

QString dataFolder(const QString &name)
{
    const QDir program(QCoreApplication::applicationDirPath());
    for (const QString &base :
        {qEnvironmentVariable("TELLTALE_DATA"), program.filePath(QStringLiteral("../share/telltale")),
            program.filePath(QStringLiteral("../../../resources"))}) {
        if (!base.isEmpty() && QDir(base).exists(name))
            return QDir::cleanPath(QDir(base).filePath(name));
    }
    return {};
}

QString demoCapture()
{
    return firstOf({QStringLiteral("*.pcapng"), QStringLiteral("*.pcap")});
}

QString demoKeyLog()
{
    return firstOf({QStringLiteral("*.keys"), QStringLiteral("*.keylog")});
}

} // namespace telltale::bridge
