// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_delegate.h"

#include "delegates/list_ground.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace telltale::profile {

using bridge::Theme;

namespace {

constexpr int side = 12;
constexpr int padding = 6;
constexpr int barWidth = 3;

int widthOf(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return (view ? view->viewport()->width() : option.rect.width()) - 2 * side;
}

} // namespace

ProfileDelegate::ProfileDelegate(const Theme &theme, ProfileAt profileAt, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_profileAt(std::move(profileAt))
{
}

qreal ProfileDelegate::layOut(
    QTextLayout &layout, const bridge::Sentence &sentence, int width, Qt::LayoutDirection direction) const
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    for (const auto &part : sentence) {
        QString words = part.text;
        if (formats.size() == 1) {
            text += QChar::LineSeparator; // after the recipient
            words = words.trimmed() + (words.endsWith(QLatin1Char(' ')) ? QStringLiteral(" ") : QString());
        }
        QTextLayout::FormatRange range{static_cast<int>(text.size()), static_cast<int>(words.size()), {}};
        range.format.setForeground(
            m_theme.color(formats.isEmpty() || part.strong ? Theme::Role::ink : Theme::Role::soft));
        if (formats.isEmpty())
            range.format.setFontWeight(QFont::DemiBold);
        formats << range;
        text += words;
    }
    layout.setText(text);
    layout.setFont(m_theme.body());
    layout.setFormats(formats);
    QTextOption reading;
    reading.setTextDirection(direction);
    reading.setAlignment(QStyle::visualAlignment(direction, Qt::AlignLeft));
    reading.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(reading);
    layout.beginLayout();
    qreal top = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, top});
        top += line.height();
    }
    layout.endLayout();
    return top;
}

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = std::max(widthOf(option), 80);
    QTextLayout layout;
    const qreal height = layOut(layout, bridge::profileSentence(m_profileAt(index.row())), width, option.direction);
    return {80, static_cast<int>(std::ceil(height)) + 2 * padding + 1};
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QRect row = option.rect;
    delegates::paintListGround(*painter, option, m_theme);
    painter->fillRect(QRect(row.bottomLeft(), QSize(row.width(), 1)), m_theme.color(Theme::Role::line));
    if (option.state.testFlag(QStyle::State_Selected)) {
        const QRect bar(row.topLeft(), QSize(barWidth, row.height()));
        painter->fillRect(QStyle::visualRect(option.direction, row, bar), m_theme.color(Theme::Role::accent));
    }
    const QRect place = row.adjusted(side, padding, -side, -padding);
    QTextLayout layout;
    layOut(layout, bridge::profileSentence(m_profileAt(index.row())), place.width(), option.direction);
    layout.draw(painter, place.topLeft());
    painter->restore();
}

} // namespace telltale::profile

#include "moc_profile_delegate.cpp"
