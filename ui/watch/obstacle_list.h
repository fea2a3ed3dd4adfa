// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/obstacles.h"
#include "bridge/theme.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace telltale::watch {

/// Finds what stands in the way on an interface; another one in tests.
using Examine = std::function<void(
    const QString &interface, QObject *receiver, std::function<void(std::vector<bridge::Obstacle>)>)>;

/// What stands in the way of watching, each with what to do and, where there is one, its command to copy.
class ObstacleList final : public QWidget {
    Q_OBJECT
public:
    ObstacleList(const bridge::Theme &theme, Examine examine, QWidget *parent = nullptr);

    /// Looks anew; what was shown of another interface goes.
    void examine(const QString &interface);
    [[nodiscard]] const std::vector<bridge::Obstacle> &obstacles() const { return m_obstacles; }

private:
    void fill(const std::vector<bridge::Obstacle> &obstacles);
    [[nodiscard]] QWidget *line(const bridge::Obstacle &obstacle);

    const bridge::Theme &m_theme;
    Examine m_examine;
    QString m_interface;
    std::vector<bridge::Obstacle> m_obstacles;
    QVBoxLayout *m_lines = nullptr;
};

} // namespace telltale::watch
