// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "profile/graph_layout.h"

#include <QWidget>

namespace telltale::profile {

/// Draws what a recipient can join: apps, the identifiers they sent, and what was sent with them.
/// Private browsing is violet and says so. A click, or Enter on the box with the focus, chooses the
/// exchange that shows it; the arrow keys move.
class ProfileGraph final : public QWidget {
    Q_OBJECT
public:
    /// @param store  has the icons of the apps
    ProfileGraph(const bridge::SessionStore &store, const bridge::Theme &theme, QWidget *parent = nullptr);

    void setProfile(const session::Profile &profile);
    void clear();

    [[nodiscard]] QSize minimumSizeHint() const override { return {360, 120}; }

signals:
    void exchangeChosen(const telltale::session::ExchangeId &exchange);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Box {
        QRect place;
        const GraphNode *node = nullptr;
    };
    using Column = std::vector<Box>;

    void arrange();
    [[nodiscard]] Column columnOf(const std::vector<GraphNode> &nodes, int left, int width) const;
    void paintEdges(QPainter &painter, const Column &from, const Column &to, const std::vector<GraphEdge> &edges) const;
    /// Paints the mark of a box's app, if it has one, and gives where its text has room.
    [[nodiscard]] QRect paintMark(QPainter &painter, const Box &box) const;
    void paintBoxes(QPainter &painter, const Column &column) const;
    [[nodiscard]] const Box *boxAt(const QPoint &at) const;

    const bridge::SessionStore &m_store;
    const bridge::Theme &m_theme;
    session::Profile m_profile;
    Graph m_graph;
    Column m_apps;
    Column m_identifiers;
    Column m_facts;
    int m_focused = -1; // among the facts
};

} // namespace telltale::profile
