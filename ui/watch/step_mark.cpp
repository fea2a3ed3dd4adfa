// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/step_mark.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace telltale::watch {

using bridge::Theme;

namespace {
constexpr int markSide = 16;
constexpr int indent = 28;
} // namespace

StepMark::StepMark(const Theme &theme, const QString &title, const QString &remedy, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(title)
{
    m_title = new QLabel(title);
    m_remedy = new QLabel(remedy);
    m_title->setTextFormat(Qt::PlainText); // a part of it may come from the phone
    m_title->setWordWrap(true);
    m_remedy->setWordWrap(true);
    m_remedy->setFont(theme.body());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(indent, 2, 0, 2);
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addWidget(m_remedy);
    connect(&theme, &Theme::changed, this, &StepMark::tint);
    show(false, false);
}

void StepMark::show(bool reached, bool next)
{
    m_reached = reached;
    m_next = next;
    m_title->setFont(next ? m_theme.bold() : m_theme.body());
    m_remedy->setVisible(next && !reached);
    setAccessibleName(reached ? tr("Done: %1").arg(m_text) : tr("Waiting: %1").arg(m_text));
    tint();
}

void StepMark::setTexts(const QString &title, const QString &remedy)
{
    m_text = title;
    m_title->setText(title);
    m_remedy->setText(remedy);
    show(m_reached, m_next);
}

void StepMark::tint()
{
    const auto colour = [this](QLabel *label, Theme::Role role) {
        label->setStyleSheet(QStringLiteral("color: %1; background: transparent").arg(m_theme.color(role).name()));
    };
    colour(m_title, m_reached || m_next ? Theme::Role::ink : Theme::Role::soft);
    colour(m_remedy, Theme::Role::soft);
    update();
}

void StepMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int top = 2 + (m_title->height() > 0 ? (QFontMetrics(m_title->font()).height() - markSide) / 2 : 0);
    QRectF place(0, top, markSide, markSide);
    if (isRightToLeft())
        place.moveRight(width());
    if (!m_reached) {
        painter.setPen(QPen(m_theme.color(m_next ? Theme::Role::accent : Theme::Role::faint), 1.5));
        painter.drawEllipse(place.adjusted(1, 1, -1, -1));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::ok));
    painter.drawEllipse(place);
    painter.setPen(QPen(m_theme.color(Theme::Role::pane), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{
        place.topLeft() + QPointF(4.5, 8.5), place.topLeft() + QPointF(7, 11), place.topLeft() + QPointF(11.5, 5.5)});
}

void showReached(std::span<StepMark *const> marks, const std::function<bool(std::size_t)> &reached)
{
    std::size_t next = 0;
    for (std::size_t i = 0; i < marks.size(); ++i)
        next = reached(i) ? i + 1 : next;
    for (std::size_t i = 0; i < marks.size(); ++i)
        marks[i]->show(reached(i), i == next);
}

} // namespace telltale::watch

#include "moc_step_mark.cpp"
