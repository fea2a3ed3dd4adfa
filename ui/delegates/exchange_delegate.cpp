// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/exchange_delegate.h"

#include "models/exchange_table_model.h"

#include <QAbstractItemView>
#include <QPainter>

namespace telltale::delegates {

using bridge::Theme;
using models::ExchangeTableModel;

namespace {
constexpr int sidePadding = 10;
constexpr int barWidth = 3;
} // namespace

ExchangeDelegate::ExchangeDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

int ExchangeDelegate::rowHeight() const
{
    return QFontMetrics(m_theme.body()).height() + 2 * Theme::space;
}

QSize ExchangeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int text = QFontMetrics(m_theme.body()).horizontalAdvance(index.data().toString());
    return {text + 2 * sidePadding, rowHeight()};
}

void ExchangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(*painter, option, index);
    const bool soft = index.data(ExchangeTableModel::SoftRole).toBool();
    painter->setFont(m_theme.body());
    painter->setPen(m_theme.color(soft ? Theme::Role::soft : Theme::Role::ink));
    const QRect place = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, place.width());
    painter->drawText(
        place, static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine, text);
    painter->restore();
}

void ExchangeDelegate::paintGround(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter.fillRect(option.rect, m_theme.color(Theme::Role::sel));
    else if (index.data(ExchangeTableModel::PrivateRole).toBool())
        painter.fillRect(option.rect, m_theme.color(Theme::Role::privBg));
    if (index.column() == 0 && index.data(ExchangeTableModel::LeakRole).toBool()) {
        QRect bar = option.rect;
        bar.setWidth(barWidth);
        if (option.direction == Qt::RightToLeft)
            bar.moveRight(option.rect.right());
        painter.fillRect(bar, m_theme.color(Theme::Role::leak));
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    painter.setPen(m_theme.color(Theme::Role::accent));
    painter.drawLine(option.rect.topLeft(), option.rect.topRight());
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

} // namespace telltale::delegates

#include "moc_exchange_delegate.cpp"
