// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "delegates/app_mark.h"
#include "timeline/lane_set.h"
#include "timeline/timeline_geometry.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace telltale::timeline {

/// One lane, folded to the pixels it is drawn with.
struct FrameLane {
    QString name;
    int colour = 0;
    std::optional<delegates::AppMark> mark; ///< where apps of the session have icons
    bool dimmed = false; ///< another lane is focused
    bool focused = false;
    double baseline = 0;
    double tallest = 0; ///< px of the tallest bar
    std::vector<FoldedColumn> bars;
    std::vector<FoldedColumn> leaks;
    std::vector<FoldedColumn> unread;
};

/// A private span as it lies on the screen, already cut to what is seen.
struct FrameSpan {
    double left = 0;
    double right = 0;
    bool begins = false; ///< its begin is in view
    bool ends = false; ///< its end is in view; an open span has none
};

/// What one picture of the timeline shows: made in the first pass, drawn in the second. Its size
/// depends on pixels, not on traffic.
struct TimelineFrame {
    TimelineGeometry geometry;
    std::vector<FrameLane> lanes; ///< those in view only
    std::vector<FrameSpan> spans;
    std::optional<double> decryptingEnded; ///< x of it, where it is in view
    std::optional<double> now; ///< x of the newest packet while live
};

/// Room for the marks of apps before the names of lanes, and the mark's own size.
constexpr double markRoom = 26;
constexpr int markSize = 18;

/// Height of the tallest bar, and of a leak's stem, in lanes of that height.
double tallestBar(double laneHeight);
double leakStem(double laneHeight);

TimelineFrame buildFrame(const bridge::SessionStore &store, const LaneSet &lanes, const TimelineGeometry &geometry,
    const std::optional<QString> &focusedLane, bool live);

/// True while packets still come live, so that there is a "now".
bool isLive(const bridge::SessionStore &store);

} // namespace telltale::timeline
