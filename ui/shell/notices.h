// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QWidget>

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

/// A quiet line that says what went wrong and what to do; stays until it is closed.
class Banner final : public QWidget {
    Q_OBJECT
public:
    explicit Banner(const bridge::Theme &theme, QWidget *parent = nullptr);

    void say(const QString &what, const QString &remedy);
    [[nodiscard]] QString text() const;

private:
    QLabel *m_text = nullptr;
};

} // namespace telltale::shell
