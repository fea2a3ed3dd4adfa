// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/overlay_layer.h"

#include <QFontMetricsF>

namespace telltale::timeline {

using bridge::Theme;

OverlayLayer::OverlayLayer(QCustomPlot *plot, const Theme &theme, const TimelineFrame &frame, const Overlay &overlay)
    : QCPLayerable(plot, QStringLiteral("overlay"))
    , m_theme(theme)
    , m_frame(frame)
    , m_overlay(overlay)
{
}

void OverlayLayer::applyDefaultAntialiasingHint(QCPPainter *painter) const
{
    painter->setAntialiasing(true);
}

QRect OverlayLayer::clipRect() const
{
    return mParentPlot->rect();
}

void OverlayLayer::draw(QCPPainter *painter)
{
    const auto &geometry = m_frame.geometry;
    painter->save();
    drawHead(painter);
    if (!m_overlay.empty.isEmpty())
        drawEmpty(painter);
    if (m_frame.decryptingEnded)
        drawDecryptingEnd(painter, *m_frame.decryptingEnded);
    if (m_frame.now && *m_frame.now >= geometry.left && *m_frame.now <= geometry.right)
        drawNow(painter, *m_frame.now);
    painter->save();
    painter->setClipRect(
        QRectF(geometry.left - 7, geometry.top, geometry.width() + 14, geometry.height()), Qt::IntersectClip);
    if (m_overlay.hovered && m_overlay.hovered != m_overlay.selected)
        drawHovered(painter, *m_overlay.hovered);
    if (m_overlay.selected)
        drawSelected(painter, *m_overlay.selected);
    painter->restore();
    if (m_overlay.range)
        drawRange(painter, m_overlay.range->first, m_overlay.range->second);
    if (m_overlay.focused) {
        painter->setPen(QPen(m_theme.color(Theme::Role::accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(mParentPlot->rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->restore();
}

QRectF OverlayLayer::markRect(const Hit &hit) const
{
    const auto &geometry = m_frame.geometry;
    constexpr double ring = 11; // above the stem
    const double baseline = geometry.baseline(hit.lane);
    const double top = baseline - leakStem(geometry.laneHeight()) - ring;
    return {std::floor(geometry.xOf(hit.time)) + 0.5 - 8, top, 16, baseline - top + 5};
}

void OverlayLayer::drawSelected(QCPPainter *painter, const Hit &hit) const
{
    const QColor accent = m_theme.color(Theme::Role::accent);
    const auto &geometry = m_frame.geometry;
    const double x = geometry.xOf(hit.time);
    const double y = geometry.baseline(hit.lane) - geometry.laneHeight() / 3;
    if (x < geometry.left || x > geometry.right) {
        // Out of view: an arrow at the edge says where the selection went.
        const bool before = x < geometry.left;
        const double tip = before ? geometry.left + 2 : geometry.right - 2;
        const double back = before ? tip + 7 : tip - 7;
        painter->setPen(Qt::NoPen);
        painter->setBrush(accent);
        painter->drawPolygon(QPolygonF({QPointF(tip, y), QPointF(back, y - 6), QPointF(back, y + 6)}));
        return;
    }
    QColor fill = accent;
    fill.setAlphaF(0.14F);
    painter->setPen(QPen(accent, 1.5));
    painter->setBrush(fill);
    painter->drawRoundedRect(markRect(hit), 4, 4);
}

void OverlayLayer::drawHovered(QCPPainter *painter, const Hit &hit) const
{
    painter->setPen(QPen(m_theme.color(Theme::Role::soft), 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(markRect(hit), 4, 4);
}

void OverlayLayer::drawNow(QCPPainter *painter, double x) const
{
    const auto &geometry = m_frame.geometry;
    const QColor accent = m_theme.color(Theme::Role::accent);
    const double line = std::floor(x);
    painter->setAntialiasing(false);
    painter->fillRect(QRectF(line, geometry.top - 16, 1, geometry.height() + 16), accent);
    painter->setAntialiasing(true);
    const QString label = QCoreApplication::translate("Timeline", "now");
    painter->setFont(m_theme.small());
    painter->setPen(accent);
    const double width = QFontMetricsF(m_theme.small()).horizontalAdvance(label);
    const double at = std::min(line - width / 2, geometry.right - width - 2);
    painter->drawText(QPointF(at, geometry.top - 21), label);
}

void OverlayLayer::drawDecryptingEnd(QCPPainter *painter, double x) const
{
    constexpr double head = 16; // px: the strip of private spans
    constexpr double inset = 5;
    const auto &geometry = m_frame.geometry;
    const QColor soft = m_theme.color(Theme::Role::soft);
    const double line = std::floor(x) + 0.5;
    painter->setPen(QPen(soft, 1, Qt::DashLine));
    painter->drawLine(QLineF(line, geometry.top - head, line, geometry.bottom));
    const QString label = QCoreApplication::translate("Timeline", "decrypting ended");
    const QFontMetricsF metrics(m_theme.small());
    const double width = metrics.horizontalAdvance(label);
    const bool fits = line + inset + width <= geometry.right;
    painter->setFont(m_theme.small());
    painter->setPen(soft);
    painter->drawText(
        QPointF(fits ? line + inset : line - inset - width, geometry.top - head + 3 + metrics.ascent()), label);
}

void OverlayLayer::drawRange(QCPPainter *painter, double from, double to) const
{
    const auto &geometry = m_frame.geometry;
    QColor fill = m_theme.color(Theme::Role::accent);
    painter->setPen(QPen(fill, 1));
    fill.setAlphaF(0.15F);
    painter->setBrush(fill);
    painter->drawRect(
        QRectF(QPointF(std::min(from, to), geometry.top), QPointF(std::max(from, to), geometry.bottom - 1)));
}

void OverlayLayer::drawHead(QCPPainter *painter) const
{
    painter->setFont(m_theme.head());
    painter->setPen(m_theme.color(Theme::Role::soft));
    const QFontMetricsF metrics(m_theme.head());
    painter->drawText(QPointF(12, 9 + metrics.ascent()), QCoreApplication::translate("Timeline", "Bytes sent per app"));
}

void OverlayLayer::drawEmpty(QCPPainter *painter) const
{
    const auto &geometry = m_frame.geometry;
    painter->setFont(m_theme.body());
    painter->setPen(m_theme.color(Theme::Role::soft));
    const QRectF area(24, geometry.top, mParentPlot->width() - 48, geometry.height());
    painter->drawText(area, Qt::AlignCenter | Qt::TextWordWrap, m_overlay.empty);
}

} // namespace telltale::timeline

#include "moc_overlay_layer.cpp"
