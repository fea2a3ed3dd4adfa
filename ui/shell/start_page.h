// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace telltale::shell {

/// The window before there is anything to show: three ways to begin.
class StartPage final : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(const bridge::Theme &theme, QWidget *parent = nullptr);

signals:
    void openWanted();
    void watchWanted();
    void demoWanted();

private:
    struct Way {
        QPushButton *button = nullptr;
        QLabel *picture = nullptr;
        QLabel *lead = nullptr;
        QString icon;
    };
    QPushButton *addWay(const QString &icon, const QString &title, const QString &text);
    void applyTheme();

    const bridge::Theme &m_theme;
    QLabel *m_title = nullptr;
    QLabel *m_lead = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_ways = nullptr;
    std::vector<Way> m_pictures;
};

} // namespace telltale::shell
