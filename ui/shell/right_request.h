// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace telltale::shell {

/// Runs a command of a remedy as an administrator, by pkexec(1), which asks for the password itself.
/// Only for what gives telltale-capture its right: "sudo setcap RIGHTS PROGRAM".
class RightRequest final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whether this command is one for it, and pkexec and setcap are installed.
    [[nodiscard]] static bool possible(const QString &command);
    /// What it would do, for people: before they are asked.
    [[nodiscard]] static QString explanation(const QString &command);

    /// Answers with given() or refused().
    void run(const QString &command);

signals:
    void given();
    void refused(const QString &what);

private:
    /// What pkexec is given; empty where the command is none for it.
    [[nodiscard]] static QStringList words(const QString &command);
};

} // namespace telltale::shell
