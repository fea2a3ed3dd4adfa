// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QWidget>

namespace telltale::base {
struct Timestamp;
}

class QLabel;
class QPushButton;

namespace telltale::shell {

/// The violet band that says private browsing is on, and ends it.
class PrivateBand final : public QWidget {
    Q_OBJECT
public:
    explicit PrivateBand(const bridge::Theme &theme, QWidget *parent = nullptr);

signals:
    void endWanted();
};

/// The band that says the phone's connections are opened on this computer, and ends it; then that they were.
class DecryptBand final : public QWidget {
    Q_OBJECT
public:
    explicit DecryptBand(const bridge::Theme &theme, QWidget *parent = nullptr);

    /// @param phone  its name; empty for all behind the interface
    void setFacts(const QString &phone, const QString &interface, bool quicRefused);
    /// It was asked to end: the button waits.
    void setEnding(bool ending);
    /// Not any more, since then. @p watching: it still goes on.
    void setEnded(base::Timestamp time, bool watching);
    /// It said that decrypting has ended, and was closed.
    [[nodiscard]] bool closed() const { return m_closed; }
    /// The server that was refused to the phone last: told behind the facts. Empty for none.
    void setTrouble(const QString &trouble);

signals:
    void endWanted();

private:
    void compose();
    void press();
    void shape(bool ended);

    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_end = nullptr;
    bool m_ended = false;
    bool m_closed = false;
    QString m_facts;
    QString m_trouble;
};

/// A quiet line that says what went wrong and what to do; stays until it is closed.
class Banner final : public QWidget {
    Q_OBJECT
public:
    explicit Banner(const bridge::Theme &theme, QWidget *parent = nullptr);

    /// A command in the remedy ("… sudo …") can be copied by a button; one that gives telltale-capture
    /// its right can be run too.
    void say(const QString &what, const QString &remedy);
    [[nodiscard]] QString text() const;
    [[nodiscard]] const QString &command() const { return m_command; }

private:
    QLabel *m_text = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_run = nullptr; ///< the command, by pkexec
    QString m_command;
};

} // namespace telltale::shell
