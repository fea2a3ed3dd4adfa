// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

class QObject;

namespace telltale::bridge {

/// Something on this computer that stands in the way of watching a phone.
struct Obstacle {
    bool grave = false; ///< it will not work; else a part of it
    QString sentence;
    QString remedy;
    QString command; ///< that mends it, to be copied; empty where none can

    [[nodiscard]] bool operator==(const Obstacle &) const = default;
};

/// Looks at this computer from another thread, changing nothing, and answers on @p receiver's thread,
/// unless it is gone by then. Only what harms is told; worst first.
void findObstacles(const QString &interface, QObject *receiver, std::function<void(std::vector<Obstacle>)> answer);

} // namespace telltale::bridge
