// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace telltale::watch {

/// What to do, one thing after the other, each with its number before it.
class StepList final : public QWidget {
    Q_OBJECT
public:
    explicit StepList(const bridge::Theme &theme, QWidget *parent = nullptr);

    void setSteps(const QStringList &steps);

private:
    QLabel *label(const QString &text, bridge::Theme::Role role);
    void tint();

    const bridge::Theme &m_theme;
    QGridLayout *m_grid = nullptr;
    std::vector<std::pair<QLabel *, bridge::Theme::Role>> m_labels;
};

} // namespace telltale::watch
