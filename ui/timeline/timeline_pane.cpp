// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_pane.h"

#include "timeline/timeline_view.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QSignalBlocker>

#include <cmath>

namespace telltale::timeline {

TimelinePane::TimelinePane(
    bridge::SessionStore &store, bridge::Selection &selection, bridge::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_view(new TimelineView(store, selection, theme, this))
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_scroll);
    m_scroll->hide();
    m_scroll->setAccessibleName(tr("Scroll the apps of the timeline"));
    setFocusProxy(m_view);
    setAccessibleName(tr("Timeline"));
    connect(m_scroll, &QScrollBar::valueChanged, m_view, &TimelineView::scrollTo);
    connect(m_view, &TimelineView::scrollChanged, this, &TimelinePane::showScroll);
    connect(m_view, &TimelineView::followChanged, this, &TimelinePane::followChanged);
}

bool TimelinePane::following() const
{
    return m_view->following();
}

void TimelinePane::setFollow(bool follow)
{
    m_view->setFollow(follow);
}

void TimelinePane::fitAll()
{
    m_view->fitAll();
}

void TimelinePane::showScroll(double maximum, double value)
{
    const QSignalBlocker silent(m_scroll);
    m_scroll->setRange(0, static_cast<int>(std::lround(maximum)));
    m_scroll->setPageStep(m_view->height());
    m_scroll->setSingleStep(16);
    m_scroll->setValue(static_cast<int>(std::lround(value)));
    m_scroll->setVisible(maximum > 0);
}

} // namespace telltale::timeline

#include "moc_timeline_pane.cpp"
