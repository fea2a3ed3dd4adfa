// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/declared_secrets.h"

#include "leak/declared_secret.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace telltale::bridge {

namespace {

QString standardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/secrets.txt");
}

base::Result<leak::DeclaredSecret> parsed(const DeclaredSecrets::Entry &entry)
{
    return leak::parseSecret((entry.kind + QStringLiteral(": ") + entry.text).toStdString(), "Here");
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

DeclaredSecrets::DeclaredSecrets(QString file)
    : m_file(file.isEmpty() ? standardFile() : std::move(file))
{
    load();
}

QList<DeclaredSecrets::Kind> DeclaredSecrets::kinds()
{
    // In the order of leak::SecretKind.
    const QStringList titles{tr("Any text"), tr("Search"), tr("Name"), tr("Postal address"), tr("E-mail"),
        tr("Phone number"), tr("IMEI"), tr("Advertising ID"), tr("MAC address"), tr("Other identifier"),
        tr("Web address")};
    QList<Kind> kinds;
    for (qsizetype i = 0; i < titles.size(); ++i)
        kinds << Kind{fromView(leak::nameOf(static_cast<leak::SecretKind>(i))), titles[i]};
    return kinds;
}

DeclaredSecrets::Problem DeclaredSecrets::problemOf(const Entry &entry)
{
    if (entry.text.trimmed().isEmpty())
        return {};
    const auto secret = parsed(entry);
    if (!secret)
        return {true, QString::fromStdString(secret.error().remedy)};
    const auto weakness = leak::weaknessOf(secret.value());
    if (!weakness)
        return {};
    return {weakness->refused, tr("It %1.").arg(QString::fromStdString(weakness->reason))};
}

bool DeclaredSecrets::set(QList<Entry> entries, bool keep)
{
    m_entries.clear();
    for (Entry &entry : entries) {
        entry.text = entry.text.simplified();
        if (!entry.text.isEmpty())
            m_entries << entry;
    }
    m_kept = keep;
    if (keep)
        return save();
    return !QFile::exists(m_file) || QFile::remove(m_file);
}

std::vector<std::string> DeclaredSecrets::lines() const
{
    std::vector<std::string> lines;
    for (const Entry &entry : m_entries) {
        const auto secret = parsed(entry);
        if (secret && !problemOf(entry).refused)
            lines.push_back(leak::lineOf(secret.value()));
    }
    return lines;
}

void DeclaredSecrets::load()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    m_kept = true;
    const QByteArray text = file.readAll();
    const auto secrets = leak::parseSecretLines({text.data(), static_cast<std::size_t>(text.size())}, "secrets.txt");
    if (!secrets)
        return;
    for (const leak::DeclaredSecret &secret : secrets.value())
        m_entries << Entry{fromView(leak::nameOf(secret.kind)), QString::fromStdString(secret.text)};
}

bool DeclaredSecrets::save() const
{
    if (!QDir().mkpath(QFileInfo(m_file).path()))
        return false;
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    // Before the first octet is in it.
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return false;
    for (const std::string &line : lines())
        file.write(QByteArray::fromStdString(line + "\n"));
    return file.commit();
}

} // namespace telltale::bridge
