// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_delegate.h"

#include "delegates/list_ground.h"
#include "delegates/wrapped_sentence.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace telltale::profile {

using bridge::Theme;

namespace {

constexpr int side = 12;
constexpr int padding = 6;

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
    delegates::WrappedSentence text;
    for (const auto &part : sentence) {
        const bool who = text.parts() == 0;
        QString words = part.text;
        if (text.parts() == 1) // after the recipient
            words = QChar::LineSeparator + words.trimmed()
                + (words.endsWith(QLatin1Char(' ')) ? QStringLiteral(" ") : QString());
        text.add(words, m_theme.color(who || part.strong ? Theme::Role::ink : Theme::Role::soft), who);
    }
    return text.layOut(layout, m_theme.body(), direction, width);
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
    delegates::paintRowEdges(*painter, option, m_theme, Theme::Role::accent);
    const QRect place = row.adjusted(side, padding, -side, -padding);
    QTextLayout layout;
    layOut(layout, bridge::profileSentence(m_profileAt(index.row())), place.width(), option.direction);
    layout.draw(painter, place.topLeft());
    painter->restore();
}

} // namespace telltale::profile

#include "moc_profile_delegate.cpp"
