// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/lane_layer.h"

#include <QFontMetricsF>
#include <QPainterPath>

namespace telltale::timeline {

using bridge::Theme;

namespace {

constexpr double nameX = 12;
constexpr double spanHead = 16; // px: the strip that carries a private span's label

/// Mixed with the ground rather than see-through: marks overlap, and layers of glass would darken.
QColor faded(const QColor &colour, const QColor &ground, bool dimmed)
{
    if (!dimmed)
        return colour;
    constexpr int keep = 3; // tenths
    const auto mix = [](int top, int below) { return (top * keep + below * (10 - keep)) / 10; };
    return {mix(colour.red(), ground.red()), mix(colour.green(), ground.green()), mix(colour.blue(), ground.blue())};
}

} // namespace

LaneLayer::LaneLayer(QCustomPlot *plot, const bridge::Theme &theme, const TimelineFrame &frame)
    : QCPLayerable(plot, QStringLiteral("main"))
    , m_theme(theme)
    , m_frame(frame)
{
}

void LaneLayer::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    // Bars and baselines lie on whole pixels: smoothing would only blur them.
    painter->setAntialiasing(false);
}

QRect LaneLayer::clipRect() const
{
    return mParentPlot->rect();
}

double LaneLayer::columnX(int column) const
{
    return m_frame.geometry.left + column;
}

void LaneLayer::draw(QCPPainter *painter)
{
    const auto &geometry = m_frame.geometry;
    painter->save();
    for (const auto &span : m_frame.spans)
        drawSpan(painter, span);
    painter->setClipRect(QRectF(0, geometry.top, mParentPlot->width(), geometry.height()), Qt::IntersectClip);
    for (const auto &lane : m_frame.lanes) {
        drawName(painter, lane);
        painter->save();
        painter->setClipRect(
            QRectF(geometry.left, geometry.top, geometry.width(), geometry.height()), Qt::IntersectClip);
        drawLane(painter, lane);
        painter->restore();
    }
    painter->restore();
}

void LaneLayer::drawSpan(QCPPainter *painter, const FrameSpan &span) const
{
    const auto &geometry = m_frame.geometry;
    const double top = geometry.top - spanHead;
    const QRectF area(span.left, top, span.right - span.left, geometry.bottom - top);
    painter->fillRect(area, m_theme.color(Theme::Role::privBg));
    const QColor violet = m_theme.color(Theme::Role::priv);
    // The edge at the top says how far the span reaches where the shade is faint.
    painter->fillRect(QRectF(span.left, top, span.right - span.left, 2), violet);
    QColor edge = violet;
    edge.setAlphaF(0.45F);
    if (span.begins)
        painter->fillRect(QRectF(span.left, top, 1, area.height()), edge);
    if (span.ends)
        painter->fillRect(QRectF(span.right - 1, top, 1, area.height()), edge);
    painter->setFont(m_theme.small());
    const QFontMetricsF metrics(m_theme.small());
    const QString label = QCoreApplication::translate("Timeline", "private browsing");
    constexpr double inset = 8;
    if (metrics.horizontalAdvance(label) + 2 * inset > area.width())
        return;
    painter->setPen(violet);
    painter->drawText(QPointF(span.left + inset, top + 3 + metrics.ascent()), label);
}

void LaneLayer::drawName(QCPPainter *painter, const FrameLane &lane) const
{
    const QFont font = lane.focused ? m_theme.bold() : m_theme.body();
    const QFontMetricsF metrics(font);
    painter->setFont(font);
    painter->setPen(m_theme.color(lane.dimmed ? Theme::Role::faint : Theme::Role::ink));
    const double x = nameX + (lane.mark ? markRoom : 0);
    const double room = m_frame.geometry.left - x - 8;
    const double base = lane.baseline - 9;
    painter->drawText(QPointF(x, base), metrics.elidedText(lane.name, Qt::ElideRight, room));
    if (!lane.mark)
        return;
    const int top = qRound(base - metrics.capHeight() / 2 - markSize / 2.0);
    painter->setOpacity(lane.dimmed ? 0.45 : 1.0);
    delegates::paintAppMark(*painter, QRect(static_cast<int>(nameX), top, markSize, markSize), *lane.mark, m_theme);
    painter->setOpacity(1.0);
}

void LaneLayer::drawLane(QCPPainter *painter, const FrameLane &lane) const
{
    const auto &geometry = m_frame.geometry;
    painter->fillRect(QRectF(geometry.left, lane.baseline, geometry.width(), 1), m_theme.color(Theme::Role::line));
    drawUnread(painter, lane);
    drawBars(painter, lane);
    drawLeaks(painter, lane);
}

void LaneLayer::drawBars(QCPPainter *painter, const FrameLane &lane) const
{
    const QColor colour = faded(m_theme.app(lane.colour), m_theme.color(Theme::Role::pane), lane.dimmed);
    for (const auto &bar : lane.bars) {
        const double height = std::round(barHeight(bar.weight, lane.tallest));
        const double x = columnX(bar.column) - 1;
        const double top = lane.baseline - height;
        // Three columns, the middle one a pixel taller: a rounded top without the cost of a path.
        painter->fillRect(QRectF(x, top + 1, 3, height - 1), colour);
        painter->fillRect(QRectF(x + 1, top, 1, 1), colour);
    }
}

void LaneLayer::drawUnread(QCPPainter *painter, const FrameLane &lane) const
{
    const QColor colour = faded(m_theme.app(lane.colour), m_theme.color(Theme::Role::pane), lane.dimmed);
    for (const auto &bar : lane.unread) {
        const double height = std::round(barHeight(bar.weight, lane.tallest));
        const double x = columnX(bar.column) - 2;
        const double top = lane.baseline - height;
        // Hollow: something was sent, but nobody could look inside.
        painter->fillRect(QRectF(x, top, 5, 1), colour);
        painter->fillRect(QRectF(x, top, 1, height), colour);
        painter->fillRect(QRectF(x + 4, top, 1, height), colour);
    }
}

void LaneLayer::drawLeaks(QCPPainter *painter, const FrameLane &lane) const
{
    const QColor pane = m_theme.color(Theme::Role::pane);
    const QColor colour = faded(m_theme.color(Theme::Role::leak), pane, lane.dimmed);
    const double stem = leakStem(m_frame.geometry.laneHeight());
    constexpr double radius = 5;
    painter->save();
    painter->setAntialiasing(true);
    for (const auto &leak : lane.leaks) {
        const double x = columnX(leak.column) + 0.5;
        const double top = lane.baseline - stem;
        painter->fillRect(QRectF(x - 2, top, 4, stem), colour);
        painter->setPen(QPen(pane, 1));
        painter->setBrush(colour);
        painter->drawEllipse(QPointF(x, top - 1), radius, radius);
        painter->setPen(Qt::NoPen);
        painter->setBrush(pane);
        painter->drawEllipse(QPointF(x, top - 1), 1.6, 1.6);
    }
    painter->restore();
}

} // namespace telltale::timeline

#include "moc_lane_layer.cpp"
