// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QWidget>

class QScrollBar;

namespace telltale::timeline {

class TimelineView;

/// Answers "when, and what?": one lane per app, a bar per request, rings for leaks, violet for
/// private browsing. Store, selection and theme must outlive it.
class TimelinePane final : public QWidget {
    Q_OBJECT
public:
    TimelinePane(
        bridge::SessionStore &store, bridge::Selection &selection, bridge::Theme &theme, QWidget *parent = nullptr);

    /// True while the view moves by itself to show what comes in.
    [[nodiscard]] bool following() const;
    [[nodiscard]] TimelineView &view() { return *m_view; }

public slots:
    void setFollow(bool follow);
    /// Shows the whole session.
    void fitAll();

signals:
    void followChanged(bool following);

private:
    void showScroll(double maximum, double value);

    TimelineView *m_view;
    QScrollBar *m_scroll;
};

} // namespace telltale::timeline
