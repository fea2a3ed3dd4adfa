// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_view.h"

#include "timeline/lane_layer.h"
#include "timeline/timeline_texts.h"

#include <QFontMetricsF>

#include <algorithm>

namespace telltale::timeline {

using bridge::Theme;

namespace {

constexpr int trafficInterval = 50; // ms between two pictures when traffic comes
constexpr double headHeight = 40; // pane head, and the strip of private spans
constexpr double axisHeight = 28;
constexpr double narrowestNames = 96;

} // namespace

TimelineView::TimelineView(
    bridge::SessionStore &store, bridge::Selection &selection, bridge::Theme &theme, QWidget *parent)
    : QCustomPlot(parent)
    , m_store(store)
    , m_selection(selection)
    , m_theme(theme)
    , m_lanes(store)
    , m_ticker(new TimeTicker)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Timeline"));
    plotLayout()->setMargins({});
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setupFullAxesBox(false);
    for (auto *axis :
        {axisRect()->axis(QCPAxis::atLeft), axisRect()->axis(QCPAxis::atRight), axisRect()->axis(QCPAxis::atTop)})
        axis->setVisible(false);
    xAxis->grid()->setVisible(false);
    xAxis->setTicker(m_ticker);
    xAxis->setTickLength(0, 6);
    xAxis->setSubTicks(false);
    xAxis->setTickLabelPadding(4);
    // The plot owns its layerables.
    new LaneLayer(this, m_theme, m_frame);
    new OverlayLayer(this, m_theme, m_frame, m_overlay);
    m_replotTimer.setSingleShot(true);
    connect(&m_replotTimer, &QTimer::timeout, this, &TimelineView::drawNow);
    connect(&m_store, &bridge::SessionStore::changed, this, &TimelineView::storeChanged);
    connect(&m_store, &bridge::SessionStore::reset, this, &TimelineView::storeReset);
    connect(&m_selection, &bridge::Selection::exchangeChanged, this, &TimelineView::selectionMoved);
    connect(&m_selection, &bridge::Selection::focusChanged, this, &TimelineView::focusMoved);
    connect(&m_theme, &Theme::changed, this, &TimelineView::applyTheme);
    m_lanes.setStation(m_selection.station());
    applyTheme();
    storeReset();
}

void TimelineView::applyTheme()
{
    setBackground(m_theme.color(Theme::Role::pane));
    const QPen line(m_theme.color(Theme::Role::soft), 1);
    xAxis->setBasePen(Qt::NoPen);
    xAxis->setTickPen(line);
    xAxis->setTickLabelColor(m_theme.color(Theme::Role::soft));
    xAxis->setTickLabelFont(m_theme.small());
    schedule(0);
}

void TimelineView::storeChanged(const bridge::StoreChange &change)
{
    m_lanes.update(change);
    followNow();
    schedule(trafficInterval);
}

void TimelineView::storeReset()
{
    m_follow = {};
    m_wasLive = false;
    m_overlay.hovered.reset();
    m_lanes.rebuild();
    m_geometry.scroll = 0;
    followNow();
    emit followChanged(following());
    schedule(0);
}

void TimelineView::focusMoved()
{
    m_lanes.setStation(m_selection.station());
    m_overlay.hovered.reset();
    for (int lane = 0; m_selection.lane() && lane < static_cast<int>(m_lanes.shown().size()); ++lane)
        if (m_lanes.lane(lane).key == *m_selection.lane())
            scrollToLane(lane);
    schedule(0);
}

void TimelineView::selectionMoved()
{
    const auto &exchange = m_selection.exchange();
    const auto hit = exchange ? m_lanes.find(*exchange) : std::nullopt;
    // While following, the window belongs to the traffic; an arrow at the edge shows the way.
    if (hit && !following())
        reveal(*hit);
    schedule(0);
}

void TimelineView::followNow()
{
    const auto extent = m_store.extent();
    const bool live = isLive(m_store);
    // When a recording ends, what is on the screen stays.
    if (m_wasLive && !live)
        setMode(FollowRange::Mode::free);
    m_wasLive = live;
    if (!extent || m_drag != Drag::none)
        return;
    if (const auto wanted = m_follow.wanted(*extent, live ? m_store.now() : std::nullopt))
        m_geometry.show(*wanted);
}

void TimelineView::setMode(FollowRange::Mode mode)
{
    const bool before = following();
    m_follow.setMode(mode);
    if (before != following())
        emit followChanged(following());
}

void TimelineView::setFollow(bool follow)
{
    if (follow == following())
        return;
    setMode(follow ? FollowRange::Mode::slide : FollowRange::Mode::free);
    followNow();
    schedule(0);
}

void TimelineView::fitAll()
{
    setMode(FollowRange::Mode::fit);
    followNow();
    schedule(0);
}

void TimelineView::scrollTo(double pixels)
{
    m_geometry.scroll = pixels;
    schedule(0);
}

void TimelineView::schedule(int interval)
{
    m_stale = true;
    if (!isVisible())
        return;
    constexpr int handInterval = 16;
    const int gap = std::max(interval, handInterval);
    const auto since = m_sinceReplot.isValid() ? m_sinceReplot.elapsed() : gap;
    const int wait = static_cast<int>(std::clamp<qint64>(gap - since, 0, gap));
    if (!m_replotTimer.isActive() || m_replotTimer.remainingTime() > wait)
        m_replotTimer.start(wait);
}

void TimelineView::layOut()
{
    const QFontMetricsF metrics(m_theme.bold());
    double names = narrowestNames;
    const double beside = 24 + (m_store.icons().empty() ? 0 : markRoom);
    for (const auto lane : m_lanes.shown())
        names = std::max(names, metrics.horizontalAdvance(m_store.lanes()[lane].name) + beside);
    m_geometry.left = std::round(std::min(names, std::max(narrowestNames, width() * 0.28)));
    m_geometry.right = std::max<double>(m_geometry.left + 1, width());
    m_geometry.top = headHeight;
    m_geometry.bottom = std::max(headHeight + 1, height() - axisHeight);
    m_geometry.lanes = static_cast<int>(m_lanes.shown().size());
    m_geometry.clampScroll();
    axisRect()->setMinimumMargins({});
    axisRect()->setMargins(
        {static_cast<int>(m_geometry.left), static_cast<int>(headHeight), 0, static_cast<int>(axisHeight)});
}

void TimelineView::prepare()
{
    layOut();
    const auto origin = m_store.extent() ? m_store.extent()->from : m_geometry.visible.from;
    const auto seconds = [origin](base::Timestamp time) {
        return static_cast<double>(time.nanoseconds - origin.nanoseconds) / 1e9;
    };
    m_ticker->setOrigin(origin);
    constexpr double labelRoom = 150;
    m_ticker->setLabels(static_cast<int>(m_geometry.width() / labelRoom) + 1);
    xAxis->setRange(seconds(m_geometry.visible.from), seconds(m_geometry.visible.to));
    xAxis->setVisible(m_store.extent().has_value());
    m_frame = buildFrame(m_store, m_lanes, m_geometry, m_selection.lane(), isLive(m_store));
    m_overlay.selected.reset();
    if (const auto &exchange = m_selection.exchange())
        m_overlay.selected = m_lanes.find(*exchange);
    m_overlay.empty = m_lanes.shown().empty()
        ? tr("Requests appear here, one lane per app, as soon as there is a capture to read.")
        : QString();
}

void TimelineView::drawNow()
{
    if (!isVisible())
        return;
    prepare();
    m_stale = false;
    replot(QCustomPlot::rpQueuedRefresh);
    m_sinceReplot.start();
    emit scrollChanged(m_geometry.maximumScroll(), m_geometry.scroll);
    if (const QString text = timelineText(m_store, m_lanes); text != accessibleDescription())
        setAccessibleDescription(text);
}

void TimelineView::drawOverlay()
{
    if (isVisible() && !m_stale)
        layer(QStringLiteral("overlay"))->replot();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QCustomPlot::showEvent(event);
    followNow();
    schedule(0);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    prepare();
    QCustomPlot::resizeEvent(event);
    schedule(0);
}

std::optional<Hit> TimelineView::hitAt(QPointF position) const
{
    constexpr double reach = 6;
    const auto lane = m_geometry.laneAt(position.y());
    if (!lane || position.x() < m_geometry.left - reach || position.x() > m_geometry.right)
        return std::nullopt;
    return m_lanes.nearest(*lane, m_geometry.timeAt(position.x()), m_geometry.duration(reach));
}

void TimelineView::scrollToLane(int lane)
{
    const double top = m_geometry.laneTop(lane);
    if (top < m_geometry.top)
        m_geometry.scroll -= m_geometry.top - top;
    else if (top + m_geometry.laneHeight() > m_geometry.bottom)
        m_geometry.scroll += top + m_geometry.laneHeight() - m_geometry.bottom;
}

void TimelineView::reveal(const Hit &hit)
{
    scrollToLane(hit.lane);
    if (m_geometry.visible.contains(hit.time))
        return;
    const auto half = m_geometry.span() / 2;
    m_geometry.show({{hit.time.nanoseconds - half}, {hit.time.nanoseconds + half}});
}

} // namespace telltale::timeline

#include "moc_timeline_view.cpp"
