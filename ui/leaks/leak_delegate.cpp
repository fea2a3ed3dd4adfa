// SPDX-License-Identifier: GPL-3.0-or-later
#include "leaks/leak_delegate.h"

#include "delegates/list_ground.h"
#include "delegates/wrapped_sentence.h"
#include "models/by_whom.h"
#include "models/units.h"

#include <QAbstractItemView>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

namespace telltale::leaks {

using bridge::Theme;

namespace {

constexpr int side = 12;
constexpr int timeWidth = 92;
constexpr int gap = 12;
constexpr int padding = 6;
constexpr int markSize = 20;
constexpr int oneLineFrom = 1300; // narrower rows get a second line for the sentence

QString linkText()
{
    return LeakDelegate::tr("Show proof");
}

} // namespace

LeakDelegate::LeakDelegate(const Theme &theme, LeakAt leakAt, MarkOf markOf, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_leakAt(std::move(leakAt))
    , m_markOf(std::move(markOf))
{
}

int LeakDelegate::linesFor(int width)
{
    return width >= oneLineFrom ? 1 : 2;
}

QSize LeakDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const int sentence = linesFor(width) * QFontMetrics(m_theme.body()).height();
    return {400, sentence + QFontMetrics(m_theme.small()).height() + 2 * padding + 1};
}

QRect LeakDelegate::linkRect(const QStyleOptionViewItem &option) const
{
    const QFontMetrics metrics(m_theme.body());
    const int width = metrics.horizontalAdvance(linkText());
    const QRect link(option.rect.right() - side - width + 1, option.rect.top() + padding, width, metrics.height());
    return QStyle::visualRect(option.direction, option.rect, link);
}

QRect LeakDelegate::textRect(const QStyleOptionViewItem &option, bool marked) const
{
    const int link = QFontMetrics(m_theme.body()).horizontalAdvance(linkText());
    const int start = side + timeWidth + gap + (marked ? markSize + gap : 0);
    const QRect text = option.rect.adjusted(start, padding, -side - link - 2 * gap, -padding);
    return QStyle::visualRect(option.direction, option.rect, text);
}

void LeakDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const session::Leak &leak = m_leakAt(index.row());
    painter->save();
    delegates::paintListGround(*painter, option, m_theme, Theme::Role::leakBg);
    delegates::paintRowEdges(*painter, option, m_theme, Theme::Role::leak);
    painter->setFont(m_theme.body());
    painter->setPen(m_theme.color(Theme::Role::soft));
    const QRect time(
        option.rect.left() + side, option.rect.top() + padding, timeWidth, painter->fontMetrics().height());
    painter->drawText(
        QStyle::visualRect(option.direction, option.rect, time), Qt::AlignVCenter, models::timeText(leak.time));

    const auto mark = m_markOf(leak);
    if (mark) {
        const QRect place(time.right() + 1 + gap, option.rect.top() + padding, markSize, markSize);
        delegates::paintAppMark(*painter, QStyle::visualRect(option.direction, option.rect, place), *mark, m_theme);
    }
    const QRect text = textRect(option, mark.has_value());
    paintSentence(*painter, text, leak, {option.direction, linesFor(option.rect.width())});
    paintBelow(*painter, text, leak, option.direction);

    QFont link = m_theme.body();
    link.setUnderline(option.state.testFlag(QStyle::State_MouseOver));
    painter->setFont(link);
    painter->setPen(m_theme.color(Theme::Role::accent));
    painter->drawText(linkRect(option), Qt::AlignCenter, linkText());
    painter->restore();
}

/// By whom, then the way to the value.
void LeakDelegate::paintBelow(
    QPainter &painter, const QRect &place, const session::Leak &leak, Qt::LayoutDirection direction) const
{
    painter.setFont(m_theme.small());
    const QFontMetrics metrics = painter.fontMetrics();
    const QString maker = models::byWhomText(models::byWhom(leak.sender)) + QStringLiteral("  ·  ");
    const int width = metrics.horizontalAdvance(maker);
    const QRect first(place.left(), place.top(), std::min(width, place.width()), place.height());
    const QRect rest = place.adjusted(first.width(), 0, 0, 0);
    const int flags = Qt::AlignBottom | Qt::TextSingleLine;
    painter.setPen(m_theme.color(Theme::Role::soft));
    painter.drawText(QStyle::visualRect(direction, place, first), flags, maker);
    painter.setPen(m_theme.color(Theme::Role::faint));
    const QString trail = bridge::leakTrail(leak).join(QStringLiteral(" › "));
    painter.drawText(
        QStyle::visualRect(direction, place, rest), flags, metrics.elidedText(trail, Qt::ElideMiddle, rest.width()));
}

void LeakDelegate::paintSentence(QPainter &painter, const QRect &place, const session::Leak &leak, Lines lines) const
{
    delegates::WrappedSentence words;
    for (const auto &part : bridge::leakSentence(leak))
        words.add(part.text, m_theme.color(part.strong ? Theme::Role::leak : Theme::Role::ink), part.strong);
    QTextLayout layout;
    words.layOut(layout, m_theme.body(), lines.direction, place.width(), lines.most);
    layout.draw(&painter, place.topLeft());
    const QTextLine last = layout.lineAt(layout.lineCount() - 1);
    if (last.isValid() && last.textStart() + last.textLength() < words.text().size()) {
        painter.setFont(m_theme.body());
        painter.setPen(m_theme.color(Theme::Role::ink));
        painter.drawText(QPointF(place.left() + last.naturalTextWidth(), place.top() + last.y() + last.ascent()),
            QStringLiteral("…"));
    }
}

bool LeakDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (linkRect(option).contains(mouse->pos())) {
            emit proofClicked(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace telltale::leaks

#include "moc_leak_delegate.cpp"
