// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/payload_delegate.h"

#include "inspector/payload_tree_model.h"

#include <QFontMetrics>
#include <QPainter>

namespace telltale::inspector {

using bridge::Theme;

namespace {

/// Draws a piece of a line and takes its width off the room.
void piece(QPainter *painter, QRect &room, const QString &text, const QColor &colour, const QColor &ground = {})
{
    if (room.width() <= 0 || text.isEmpty())
        return;
    const QFontMetrics metrics = painter->fontMetrics();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room.width());
    const int width = std::min(metrics.horizontalAdvance(shown), room.width());
    const QRect area(room.left(), room.top(), width, room.height());
    if (ground.isValid()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawRoundedRect(area.adjusted(-1, 1, 1, -1), 2, 2);
    }
    painter->setPen(colour);
    painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft, shown);
    room.setLeft(area.right() + 1);
}

QString oneLine(QString text)
{
    return text.replace(QLatin1Char('\n'), QChar(0x21b5))
        .remove(QLatin1Char('\r'))
        .replace(QLatin1Char('\t'), QLatin1Char(' '));
}

} // namespace

PayloadDelegate::PayloadDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize PayloadDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex &index) const
{
    const QFontMetrics metrics(m_theme.mono());
    const int width = metrics.horizontalAdvance(index.data().toString().left(200));
    return {width + 16, metrics.height() + 3};
}

void PayloadDelegate::paintValue(QPainter *painter, QRect &room, const QModelIndex &index) const
{
    const QString value = oneLine(index.data(PayloadTreeModel::ValueRole).toString());
    const QColor ink = m_theme.color(Theme::Role::ink);
    const auto mark = static_cast<PayloadTreeModel::Mark>(index.data(PayloadTreeModel::MarkRole).toInt());
    const QString quote = index.data(PayloadTreeModel::LiteralRole).toBool() ? QString() : QStringLiteral("\"");
    piece(painter, room, quote, m_theme.color(Theme::Role::faint));
    if (mark == PayloadTreeModel::Mark::none) {
        piece(painter, room, value, ink);
    } else {
        const QString marked = oneLine(index.data(PayloadTreeModel::MarkedTextRole).toString());
        auto at = value.indexOf(marked, 0, Qt::CaseInsensitive);
        const auto length = at < 0 ? value.size() : marked.size();
        at = std::max<qsizetype>(at, 0);
        const bool leak = mark == PayloadTreeModel::Mark::leak;
        piece(painter, room, value.left(at), ink);
        piece(painter, room, value.mid(at, length), leak ? ink : m_theme.color(Theme::Role::priv),
            m_theme.color(leak ? Theme::Role::hl : Theme::Role::privBg));
        piece(painter, room, value.mid(at + length), ink);
    }
    piece(painter, room, quote, m_theme.color(Theme::Role::faint));
}

void PayloadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.color(Theme::Role::sel));
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(m_theme.mono());
    QRect room = option.rect.adjusted(2, 0, -4, 0);
    const QString key = index.data(PayloadTreeModel::KeyRole).toString();
    const bool hasValue = !index.data(PayloadTreeModel::ValueRole).toString().isEmpty();
    if (hasValue) {
        piece(painter, room, key + QStringLiteral(": "), m_theme.color(Theme::Role::soft));
        paintValue(painter, room, index);
    } else {
        // "length, not text" and "empty" come after the key in the plain text.
        piece(painter, room, key, m_theme.color(Theme::Role::ink));
        piece(painter, room, index.data(PayloadTreeModel::SizeRole).toString(), m_theme.color(Theme::Role::faint));
    }
    // After the value, which is what counts where there is little room.
    painter->setFont(m_theme.small());
    const QString name = index.data(PayloadTreeModel::NameRole).toString();
    if (!name.isEmpty())
        piece(painter, room, QStringLiteral("   ") + name, m_theme.color(Theme::Role::accent));
    const QString steps = index.data(PayloadTreeModel::StepsRole).toString();
    if (!steps.isEmpty())
        piece(painter, room, QStringLiteral("   ") + steps, m_theme.color(Theme::Role::faint));
    const QString problem = index.data(PayloadTreeModel::ProblemRole).toString();
    if (!problem.isEmpty())
        piece(painter, room, QStringLiteral("   ⚠ ") + problem, m_theme.color(Theme::Role::soft));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(m_theme.color(Theme::Role::accent));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace telltale::inspector

#include "moc_payload_delegate.cpp"
