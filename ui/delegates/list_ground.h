// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace telltale::delegates {

/// The ground of a list row: selected in @p selection, and an outline where the keyboard is.
void paintListGround(QPainter &painter, const QStyleOptionViewItem &option, const bridge::Theme &theme,
    bridge::Theme::Role selection = bridge::Theme::Role::sel);

/// What ends a row of a list of sentences: a line below it, and at its beginning a bar of @p bar where it is selected.
void paintRowEdges(
    QPainter &painter, const QStyleOptionViewItem &option, const bridge::Theme &theme, bridge::Theme::Role bar);

} // namespace telltale::delegates
