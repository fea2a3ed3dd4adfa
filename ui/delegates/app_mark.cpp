// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/app_mark.h"

#include <QPainter>

namespace telltale::delegates {

using bridge::Theme;

namespace {

constexpr double corner = 0.23; // as icons have it

/// "Mail" gives M, "com.example.news" N, the unknown app "?".
QString letterOf(const AppMark &mark)
{
    if (mark.colour == Theme::greyColour)
        return QStringLiteral("?");
    const bool isPackage = mark.name.contains(QLatin1Char('.')) && !mark.name.contains(QLatin1Char(' '));
    for (const QChar c : isPackage ? mark.name.section(QLatin1Char('.'), -1) : mark.name) {
        if (c.isLetterOrNumber())
            return QString(c.toUpper());
    }
    return QStringLiteral("?");
}

QColor inkOn(const QColor &fill)
{
    constexpr int bright = 140;
    return qGray(fill.rgb()) > bright ? QColor(0, 0, 0, 200) : QColor(Qt::white);
}

void paintLetter(QPainter &painter, const QRect &place, const AppMark &mark, const Theme &theme)
{
    const QColor fill = theme.app(mark.colour);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(place, corner * place.width(), corner * place.width());
    QFont font = theme.bold();
    font.setPixelSize(qRound(place.height() * 0.6));
    painter.setFont(font);
    painter.setPen(inkOn(fill));
    painter.drawText(place, Qt::AlignCenter, letterOf(mark));
}

void paintDot(QPainter &painter, const QRect &place, const AppMark &mark, const Theme &theme)
{
    const double size = place.width() * 0.34;
    QRectF dot(0, 0, size, size);
    dot.moveCenter(QRectF(place).bottomRight() - QPointF(1.5, 1.5));
    painter.setPen(QPen(theme.color(Theme::Role::pane), 1.5));
    painter.setBrush(theme.app(mark.colour));
    painter.drawEllipse(dot);
}

} // namespace

std::optional<AppMark> markOf(const bridge::SessionStore &store, const QString &laneKey)
{
    const bridge::Lane *lane = store.icons().empty() ? nullptr : store.lane(laneKey);
    if (lane == nullptr)
        return std::nullopt;
    return AppMark{store.icons().icon(laneKey), lane->name, lane->colour};
}

void paintAppMark(QPainter &painter, const QRect &place, const AppMark &mark, const Theme &theme, bool dot)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (mark.icon.isNull())
        paintLetter(painter, place, mark, theme);
    else
        mark.icon.paint(&painter, place);
    if (dot && !mark.icon.isNull())
        paintDot(painter, place, mark, theme);
    painter.restore();
}

} // namespace telltale::delegates
