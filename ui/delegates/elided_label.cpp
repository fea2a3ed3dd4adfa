// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/elided_label.h"

#include <QPainter>
#include <QStyle>

namespace telltale::delegates {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect place = contentsRect();
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, place.width());
    painter.drawText(
        place, static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())) | Qt::TextSingleLine, shown);
    setToolTip(shown == text() ? QString() : text());
}

} // namespace telltale::delegates

#include "moc_elided_label.cpp"
