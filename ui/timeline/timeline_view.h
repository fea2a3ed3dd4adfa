// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "timeline/follow_range.h"
#include "timeline/lane_set.h"
#include "timeline/overlay_layer.h"
#include "timeline/plotting.h"
#include "timeline/time_ticker.h"
#include "timeline/timeline_frame.h"
#include "timeline/timeline_geometry.h"

#include <QElapsedTimer>
#include <QTimer>

namespace telltale::timeline {

/// The plot of the timeline: lanes over time, drawn, zoomed and pointed at. What the store and the
/// selection show must outlive it. Draws at most 20 times a second for new traffic (60 for the hand)
/// and not at all while hidden.
class TimelineView final : public QCustomPlot {
    Q_OBJECT
public:
    TimelineView(
        bridge::SessionStore &store, bridge::Selection &selection, bridge::Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] bool following() const { return m_follow.following(); }
    void setFollow(bool follow);
    /// Shows everything.
    void fitAll();
    void scrollTo(double pixels);

    [[nodiscard]] const TimelineGeometry &geometryShown() const { return m_geometry; }
    [[nodiscard]] const LaneSet &lanes() const { return m_lanes; }
    /// The mark within 6 px of that place of the widget.
    [[nodiscard]] std::optional<Hit> hitAt(QPointF position) const;
    /// The lane at that place, also over its name.
    [[nodiscard]] std::optional<int> laneAt(QPointF position) const { return m_geometry.laneAt(position.y()); }

    [[nodiscard]] QSize sizeHint() const override { return {760, 330}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 140}; }

signals:
    void followChanged(bool following);
    /// The lanes need that much scrolling, and stand that far down.
    void scrollChanged(double maximum, double value);

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    enum class Drag : std::uint8_t { none, pending, pan, range };

    void storeChanged(const bridge::StoreChange &change);
    void storeReset();
    void focusMoved();
    void selectionMoved();
    void applyTheme();
    void layOut();
    void followNow();
    void setMode(FollowRange::Mode mode);
    void schedule(int interval);
    void prepare();
    void drawNow();
    void drawOverlay();
    void zoomAround(double factor, double x);
    void select(const Hit &hit);
    void stepTo(int direction);
    void scrollToLane(int lane);
    void reveal(const Hit &hit);
    void hover(QPointF position);
    bool navigate(int key, Qt::KeyboardModifiers modifiers);

    bridge::SessionStore &m_store;
    bridge::Selection &m_selection;
    bridge::Theme &m_theme;
    LaneSet m_lanes;
    TimelineGeometry m_geometry;
    FollowRange m_follow;
    TimelineFrame m_frame;
    Overlay m_overlay;
    QSharedPointer<TimeTicker> m_ticker;
    QTimer m_replotTimer;
    QElapsedTimer m_sinceReplot;
    bool m_stale = true; // something changed since the last picture
    bool m_wasLive = false;
    Drag m_drag = Drag::none;
    QPointF m_pressed;
    QPointF m_dragged; // where the drag stands now
};

} // namespace telltale::timeline
