// SPDX-License-Identifier: GPL-3.0-or-later
// The half of TimelineView that listens to the hand.
#include "timeline/timeline_texts.h"
#include "timeline/timeline_view.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace telltale::timeline {

void TimelineView::zoomAround(double factor, double x)
{
    if (m_follow.mode() == FollowRange::Mode::slide && isLive(m_store)) {
        // Following live traffic, "now" keeps its place whatever the pointer is over.
        m_follow.setWindow(std::llround(static_cast<double>(m_geometry.span()) * factor));
        followNow();
    } else {
        setMode(FollowRange::Mode::free);
        m_geometry.zoom(factor, x);
    }
    schedule(0);
}

void TimelineView::select(const Hit &hit)
{
    m_selection.selectExchange(m_lanes.idOf(hit));
}

void TimelineView::stepTo(int direction)
{
    const auto &exchange = m_selection.exchange();
    auto from = exchange ? m_lanes.find(*exchange) : std::nullopt;
    if (!from) // nothing selected: the first, or the last one in view
        from = Hit{Hit::Kind::exchange, 0, 0, direction > 0 ? m_geometry.visible.from : m_geometry.visible.to};
    int only = -1;
    for (int lane = 0; m_selection.lane() && lane < static_cast<int>(m_lanes.shown().size()); ++lane)
        if (m_lanes.lane(lane).key == *m_selection.lane())
            only = lane;
    const auto next = m_lanes.neighbour(from->time, from->row, direction, only);
    if (!next)
        return;
    setMode(FollowRange::Mode::free);
    select(*next);
}

void TimelineView::hover(QPointF position)
{
    const auto hit = hitAt(position);
    const bool overName = position.x() < m_geometry.left - 6 && laneAt(position);
    setCursor(hit || overName ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hit == m_overlay.hovered)
        return;
    m_overlay.hovered = hit;
    drawOverlay();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_dragged = event->position();
    const bool inLanes = m_pressed.x() >= m_geometry.left - 6;
    m_drag = event->modifiers() & Qt::ShiftModifier && inLanes ? Drag::range : Drag::pending;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    if (m_drag == Drag::none) {
        hover(position);
        return;
    }
    if (m_drag == Drag::pending && (position - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = Drag::pan;
        m_overlay.hovered.reset();
        setMode(FollowRange::Mode::free);
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_drag == Drag::pan) {
        m_geometry.pan(position.x() - m_dragged.x());
        m_geometry.scroll -= position.y() - m_dragged.y();
        m_geometry.clampScroll();
        schedule(0);
    }
    m_dragged = position;
    if (m_drag == Drag::range) {
        const auto inside = [this](double x) { return std::clamp(x, m_geometry.left, m_geometry.right); };
        m_overlay.range = {inside(m_pressed.x()), inside(position.x())};
        drawOverlay();
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto drag = std::exchange(m_drag, Drag::none);
    if (drag == Drag::pending) {
        const auto lane = laneAt(m_pressed);
        if (const auto hit = hitAt(m_pressed)) {
            select(*hit);
        } else if (lane && m_pressed.x() < m_geometry.left - 6) {
            const QString key = m_lanes.lane(*lane).key;
            m_selection.focusLane(m_selection.lane() == key ? std::nullopt : std::optional(key));
        }
    } else if (drag == Drag::range) {
        const auto range = std::exchange(m_overlay.range, std::nullopt);
        constexpr double least = 3; // px: less is a slip of the hand
        if (range && std::abs(range->second - range->first) >= least) {
            setMode(FollowRange::Mode::free);
            const auto [from, to] = std::minmax(range->first, range->second);
            m_geometry.show({m_geometry.timeAt(from), m_geometry.timeAt(to)});
        }
        schedule(0);
    }
    hover(event->position());
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->position().x() >= m_geometry.left)
        fitAll();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint degrees = event->angleDelta();
    const bool overNames = event->position().x() < m_geometry.left;
    const bool sideways = std::abs(degrees.x()) > std::abs(degrees.y());
    constexpr double notch = 120; // eighths of a degree, one click of a wheel
    if (sideways) {
        setMode(FollowRange::Mode::free);
        m_geometry.pan(degrees.x());
    } else if (overNames || event->modifiers() & Qt::ShiftModifier) {
        m_geometry.scroll -= degrees.y() / notch * 40;
        m_geometry.clampScroll();
    } else {
        constexpr double perNotch = 0.8;
        zoomAround(std::pow(perNotch, degrees.y() / notch), event->position().x());
    }
    schedule(0);
    event->accept();
}

bool TimelineView::navigate(int key, Qt::KeyboardModifiers modifiers)
{
    const double middle = (m_geometry.left + m_geometry.right) / 2;
    const double step = m_geometry.width() / 8;
    const bool control = modifiers & Qt::ControlModifier;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = key == Qt::Key_Right ? 1 : -1;
        if (control) {
            stepTo(direction);
        } else {
            setMode(FollowRange::Mode::free);
            m_geometry.pan(-direction * step);
        }
        return true;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_geometry.scroll += (key == Qt::Key_Down ? 1 : -1) * m_geometry.laneHeight();
        m_geometry.clampScroll();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomAround(0.5, middle);
        return true;
    case Qt::Key_Minus:
        zoomAround(2, middle);
        return true;
    case Qt::Key_Home:
        fitAll();
        return true;
    case Qt::Key_End:
        setFollow(true);
        return true;
    default:
        return false;
    }
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (m_store.extent() && navigate(event->key(), event->modifiers()))
        schedule(0);
    else
        QCustomPlot::keyPressEvent(event);
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QCustomPlot::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QPointF position = help->pos();
    QString text;
    if (const auto hit = hitAt(position))
        text = markText(m_store, m_lanes, *hit);
    else if (const auto lane = laneAt(position))
        text = laneText(m_lanes.lane(*lane));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QCustomPlot::focusInEvent(event);
    // A click shows where the hand is anyway; only the keyboard needs the frame.
    const auto reason = event->reason();
    m_overlay.focused =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    drawOverlay();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QCustomPlot::focusOutEvent(event);
    m_overlay.focused = false;
    drawOverlay();
}

void TimelineView::leaveEvent(QEvent *event)
{
    QCustomPlot::leaveEvent(event);
    if (m_overlay.hovered) {
        m_overlay.hovered.reset();
        drawOverlay();
    }
}

} // namespace telltale::timeline
