// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/list_ground.h"

#include <QStyle>

namespace telltale::delegates {

namespace {
constexpr int barWidth = 3;
}

void paintListGround(
    QPainter &painter, const QStyleOptionViewItem &option, const bridge::Theme &theme, bridge::Theme::Role selection)
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, theme.color(selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, theme.color(bridge::Theme::Role::bg));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(theme.color(bridge::Theme::Role::accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void paintRowEdges(
    QPainter &painter, const QStyleOptionViewItem &option, const bridge::Theme &theme, bridge::Theme::Role bar)
{
    const QRect &row = option.rect;
    painter.fillRect(QRect(row.bottomLeft(), QSize(row.width(), 1)), theme.color(bridge::Theme::Role::line));
    if (!option.state.testFlag(QStyle::State_Selected))
        return;
    const QRect place(row.topLeft(), QSize(barWidth, row.height()));
    painter.fillRect(QStyle::visualRect(option.direction, row, place), theme.color(bar));
}

} // namespace telltale::delegates
