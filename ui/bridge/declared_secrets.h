// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <string>
#include <vector>

namespace telltale::bridge {

/// What the user says must not leave the phone. Kept in memory only, unless the user wants them kept:
/// then in a file of this user alone (mode 0600), in the form of --secrets-file. Never logged.
class DeclaredSecrets {
    Q_DECLARE_TR_FUNCTIONS(DeclaredSecrets)
public:
    struct Kind {
        QString name; ///< as in a secrets file: "email"
        QString title; ///< for people
    };
    struct Entry {
        QString kind; ///< Kind::name
        QString text;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    /// What is wrong with an entry.
    struct Problem {
        bool refused = false; ///< it would not be looked for
        QString text; ///< a sentence; empty where all is well
    };

    /// @param file  where they are kept; the user's data folder when empty. Read at once if it is there.
    explicit DeclaredSecrets(QString file = {});

    [[nodiscard]] static QList<Kind> kinds();
    [[nodiscard]] static Problem problemOf(const Entry &entry);

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }
    [[nodiscard]] bool kept() const { return m_kept; }
    /// Replaces all. With @p keep they are written to the file, without it the file is deleted. False
    /// where that failed; they hold for this window all the same.
    bool set(QList<Entry> entries, bool keep);

    /// Those that are looked for, as engine::Options wants them.
    [[nodiscard]] std::vector<std::string> lines() const;

private:
    void load();
    [[nodiscard]] bool save() const;

    QString m_file;
    QList<Entry> m_entries;
    bool m_kept = false;
};

} // namespace telltale::bridge
