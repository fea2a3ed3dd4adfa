// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/choice_list.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace telltale::watch {

namespace {

constexpr int padding = 12;

/// Title over detail, a note at the far end, and a ring that is filled where it is chosen.
class ChoiceDelegate final : public QStyledItemDelegate {
public:
    ChoiceDelegate(const bridge::Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        const int lines = QFontMetrics(m_theme.bold()).height() + QFontMetrics(m_theme.small()).height();
        return {100, lines + 2 * padding - 4};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        using Role = bridge::Theme::Role;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const bool focused = chosen && option.state.testFlag(QStyle::State_HasFocus);
        const bool enabled = option.state.testFlag(QStyle::State_Enabled);
        const QRectF card = QRectF(option.rect).adjusted(0.5, 2.5, -0.5, -2.5);
        painter->setPen(m_theme.color(chosen ? Role::accent : Role::line));
        painter->setBrush(m_theme.color(chosen ? Role::sel : Role::pane));
        painter->drawRoundedRect(card, bridge::Theme::cornerRadius, bridge::Theme::cornerRadius);
        if (focused)
            painter->drawRoundedRect(card.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5);
        const bool mirrored = option.direction == Qt::RightToLeft;
        QRect inner = option.rect.adjusted(padding, padding - 2, -padding, 2 - padding);
        paintRing(*painter,
            QStyle::visualRect(option.direction, inner, QRect(inner.left(), inner.top(), 14, inner.height())), chosen);
        mirrored ? inner.setRight(inner.right() - 26) : inner.setLeft(inner.left() + 26);
        paintTexts(*painter, option, index, inner, enabled);
        painter->restore();
    }

private:
    void paintRing(QPainter &painter, const QRect &place, bool chosen) const
    {
        using Role = bridge::Theme::Role;
        const QPointF centre = QRectF(place).center();
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(chosen ? Role::accent : Role::faint), 1.5));
        painter.drawEllipse(centre, 6, 6);
        if (!chosen)
            return;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Role::accent));
        painter.drawEllipse(centre, 3, 3);
    }

    void paintTexts(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect inner,
        bool enabled) const
    {
        using Role = bridge::Theme::Role;
        const auto line = [&](const QFont &font, Role role, const QRect &at, const QString &text, Qt::Alignment side) {
            painter.setFont(font);
            painter.setPen(m_theme.color(role));
            painter.drawText(at, static_cast<int>(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter),
                QFontMetrics(font).elidedText(text, Qt::ElideRight, at.width()));
        };
        if (const QString note = index.data(ChoiceListModel::NoteRole).toString(); !note.isEmpty()) {
            const int width = std::min(inner.width() / 2, QFontMetrics(m_theme.small()).horizontalAdvance(note) + 2);
            const QRect far = QStyle::visualRect(
                option.direction, inner, QRect(inner.right() - width, inner.top(), width, inner.height()));
            line(m_theme.small(), index.data(ChoiceListModel::FavouredRole).toBool() ? Role::ok : Role::soft, far, note,
                Qt::AlignRight);
            inner = QStyle::visualRect(option.direction, inner,
                QRect(inner.left(), inner.top(), inner.width() - width - padding, inner.height()));
        }
        const int first = QFontMetrics(m_theme.bold()).height();
        const QRect top(inner.left(), inner.top(), inner.width(), first);
        const QRect bottom(inner.left(), inner.top() + first, inner.width(), inner.height() - first);
        line(m_theme.bold(), enabled ? Role::ink : Role::faint, top, index.data().toString(), Qt::AlignLeft);
        line(m_theme.small(), Role::soft, bottom, index.data(ChoiceListModel::DetailRole).toString(), Qt::AlignLeft);
    }

    const bridge::Theme &m_theme;
};

} // namespace

ChoiceList::ChoiceList(const bridge::Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_choices(new ChoiceListModel(this))
{
    setObjectName(QStringLiteral("choices"));
    setModel(m_choices);
    setItemDelegate(new ChoiceDelegate(theme, this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMinimumHeight(110);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &bridge::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ChoiceList::setChoices(const std::vector<Choice> &choices)
{
    m_choices->setChoices(choices);
    if (!currentIndex().isValid() || !currentIndex().flags().testFlag(Qt::ItemIsEnabled))
        chooseFirst();
}

void ChoiceList::choose(const QString &key)
{
    if (const auto row = m_choices->rowOf(key))
        setCurrentIndex(m_choices->index(*row));
}

QString ChoiceList::chosen() const
{
    return currentIndex().data(ChoiceListModel::KeyRole).toString();
}

void ChoiceList::chooseFirst()
{
    for (int row = 0; row < m_choices->rowCount(); ++row) {
        if (m_choices->index(row).flags().testFlag(Qt::ItemIsEnabled)) {
            setCurrentIndex(m_choices->index(row));
            return;
        }
    }
    emit chosenChanged();
}

void ChoiceList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    emit chosenChanged();
}

} // namespace telltale::watch

#include "moc_choice_list.cpp"
