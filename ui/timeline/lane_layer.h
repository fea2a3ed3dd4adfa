// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"
#include "timeline/plotting.h"
#include "timeline/timeline_frame.h"

namespace telltale::timeline {

/// Draws a frame: private spans, lane names, baselines, bars and leaks. Owned by its plot; the frame
/// and the theme outlive it.
class LaneLayer final : public QCPLayerable {
    Q_OBJECT
public:
    LaneLayer(QCustomPlot *plot, const bridge::Theme &theme, const TimelineFrame &frame);

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;
    QRect clipRect() const override;

private:
    void drawSpan(QCPPainter *painter, const FrameSpan &span) const;
    void drawLane(QCPPainter *painter, const FrameLane &lane) const;
    void drawName(QCPPainter *painter, const FrameLane &lane) const;
    void drawBars(QCPPainter *painter, const FrameLane &lane) const;
    void drawUnread(QCPPainter *painter, const FrameLane &lane) const;
    void drawLeaks(QCPPainter *painter, const FrameLane &lane) const;
    [[nodiscard]] double columnX(int column) const;

    const bridge::Theme &m_theme;
    const TimelineFrame &m_frame;
};

} // namespace telltale::timeline
