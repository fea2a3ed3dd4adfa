// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"
#include "timeline/plotting.h"
#include "timeline/timeline_frame.h"

#include <QString>

#include <optional>
#include <utility>

namespace telltale::timeline {

/// What lies over the lanes and changes without them: cheap to draw, in a buffer of its own.
struct Overlay {
    std::optional<Hit> selected;
    std::optional<Hit> hovered;
    std::optional<std::pair<double, double>> range; ///< x of the range being dragged
    bool focused = false; ///< the plot has the keyboard
    QString empty; ///< shown in the middle while there is nothing to see
};

class OverlayLayer final : public QCPLayerable {
    Q_OBJECT
public:
    OverlayLayer(QCustomPlot *plot, const bridge::Theme &theme, const TimelineFrame &frame, const Overlay &overlay);

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;
    QRect clipRect() const override;

private:
    void drawSelected(QCPPainter *painter, const Hit &hit) const;
    void drawHovered(QCPPainter *painter, const Hit &hit) const;
    void drawNow(QCPPainter *painter, double x) const;
    void drawDecryptingEnd(QCPPainter *painter, double x) const;
    void drawRange(QCPPainter *painter, double from, double to) const;
    void drawHead(QCPPainter *painter) const;
    void drawEmpty(QCPPainter *painter) const;
    /// Where the mark stands, from its top to a little below the baseline.
    [[nodiscard]] QRectF markRect(const Hit &hit) const;

    const bridge::Theme &m_theme;
    const TimelineFrame &m_frame;
    const Overlay &m_overlay;
};

} // namespace telltale::timeline
