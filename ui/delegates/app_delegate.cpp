// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/app_delegate.h"

#include "delegates/app_mark.h"
#include "delegates/list_ground.h"
#include "models/app_list_model.h"
#include "models/station_list_model.h"

#include <QPainter>

namespace telltale::delegates {

using bridge::Theme;
using models::AppListModel;
using models::StationListModel;

namespace {

constexpr int side = 12;
constexpr int textStart = 32;
constexpr int dotSize = 10;
constexpr int markSize = 24;
constexpr int markedTextStart = side + markSize + 10;
constexpr int padding = 6;

/// A rectangle of a row, on the other side where the language is read from the right.
QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void paintDot(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line, const QColor &colour)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QRect dot(line.left() + side, line.top() + (line.height() - dotSize) / 2 + 1, dotSize, dotSize);
    painter.drawRoundedRect(mirrored(option, dot), 3, 3);
}

} // namespace

AppDelegate::AppDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize AppDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, QFontMetrics(m_theme.body()).height() + QFontMetrics(m_theme.small()).height() + 2 * padding};
}

void AppDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintListGround(*painter, option, m_theme);
    QRect line = option.rect.adjusted(0, padding, 0, 0);
    line.setHeight(QFontMetrics(m_theme.body()).height());
    const bool marked = index.data(AppListModel::MarksRole).toBool();
    const int start = marked ? markedTextStart : textStart;
    const int colour = index.data(AppListModel::ColourRole).toInt();
    if (marked) {
        const AppMark mark{index.data(Qt::DecorationRole).value<QIcon>(), index.data().toString(), colour};
        const QRect place(option.rect.left() + side, option.rect.center().y() - markSize / 2 + 1, markSize, markSize);
        paintAppMark(*painter, mirrored(option, place), mark, m_theme, true);
    } else {
        paintDot(*painter, option, line, m_theme.app(colour));
    }
    const int amount = paintAmount(*painter, option, line, index);
    painter->setFont(m_theme.body());
    painter->setPen(m_theme.color(Theme::Role::ink));
    const QRect name = mirrored(option, line.adjusted(start, 0, -side - amount - 8, 0));
    painter->drawText(name, Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, name.width()));

    painter->setFont(m_theme.small());
    painter->setPen(m_theme.color(Theme::Role::faint));
    QString evidence = index.data(AppListModel::EvidenceRole).toString();
    if (index.data(AppListModel::LeaksRole).toInt() > 0)
        evidence += QStringLiteral(" · ") + index.data(AppListModel::BytesRole).toString();
    const QRect below = mirrored(option, line.translated(0, line.height()).adjusted(start, 0, -side, 0));
    painter->drawText(below, Qt::AlignTop | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(evidence, Qt::ElideRight, below.width()));
    painter->restore();
}

int AppDelegate::paintAmount(
    QPainter &painter, const QStyleOptionViewItem &option, const QRect &line, const QModelIndex &index) const
{
    const int leaks = index.data(AppListModel::LeaksRole).toInt();
    const QRect place = line.adjusted(0, 0, -side, 0);
    if (leaks == 0) {
        const QString bytes = index.data(AppListModel::BytesRole).toString();
        painter.setFont(m_theme.body());
        painter.setPen(m_theme.color(Theme::Role::soft));
        painter.drawText(mirrored(option, place), Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, bytes);
        return painter.fontMetrics().horizontalAdvance(bytes);
    }
    QFont font = m_theme.small();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QString text = QString::number(leaks);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 14;
    const int height = painter.fontMetrics().height() + 1;
    const QRect badge =
        mirrored(option, {place.right() - width + 1, place.center().y() - height / 2 + 1, width, height});
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::leak));
    painter.drawRoundedRect(badge, height / 2.0, height / 2.0);
    painter.setPen(m_theme.color(Theme::Role::onFill));
    painter.drawText(badge, Qt::AlignCenter, text);
    return width;
}

StationDelegate::StationDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize StationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, QFontMetrics(m_theme.body()).height() + 2 * padding};
}

void StationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintListGround(*painter, option, m_theme);
    paintDot(*painter, option, option.rect, m_theme.color(Theme::Role::ok));
    painter->setFont(m_theme.body());
    const QString bytes = index.data(StationListModel::BytesRole).toString();
    const QRect place = mirrored(option, option.rect.adjusted(textStart, 0, -side, 0));
    painter->setPen(m_theme.color(Theme::Role::soft));
    painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, bytes);
    painter->setPen(m_theme.color(Theme::Role::ink));
    const int left = place.width() - painter->fontMetrics().horizontalAdvance(bytes) - 8;
    painter->drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, left));
    painter->restore();
}

} // namespace telltale::delegates

#include "moc_app_delegate.cpp"
