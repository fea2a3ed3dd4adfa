// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QIcon>
#include <QRect>
#include <QString>

#include <optional>

class QPainter;

namespace telltale::delegates {

/// What an app is known by at a glance.
struct AppMark {
    QIcon icon; ///< the phone's; null: the first letter of its name in the colour of its lane stands for it
    QString name;
    int colour = bridge::Theme::greyColour; ///< Lane::colour
};

/// The mark of the app on that lane. Nothing in a session that has no icon at all: letters alone would say no more than
/// the names beside them.
[[nodiscard]] std::optional<AppMark> markOf(const bridge::SessionStore &store, const QString &laneKey);

/// All marks have one shape. @p place is square.
/// @param dot  an icon gets a dot in the colour of its lane
void paintAppMark(
    QPainter &painter, const QRect &place, const AppMark &mark, const bridge::Theme &theme, bool dot = false);

} // namespace telltale::delegates
