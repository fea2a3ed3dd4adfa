// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace telltale::shell {

/// What says in which countries servers stand: the table that came with the program, or a database of the user's.
class CountrySetting final : public QWidget {
    Q_OBJECT
public:
    /// Gives the file the user wants; empty where they want none after all. The system's own dialog when empty.
    using Choose = std::function<QString()>;

    explicit CountrySetting(const bridge::Theme &theme, Choose choose = {}, QWidget *parent = nullptr);

private:
    void choose();
    void showState();

    const bridge::Theme &m_theme;
    Choose m_choose;
    QLabel *m_state;
    QLabel *m_problem;
    QPushButton *m_other;
    QPushButton *m_own;
};

} // namespace telltale::shell
