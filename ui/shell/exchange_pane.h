// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "models/exchange_filter.h"
#include "models/exchange_table_model.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QTableView;

namespace telltale::shell {

/// When, and what? The table twin of the timeline.
class ExchangePane final : public QWidget {
    Q_OBJECT
public:
    ExchangePane(bridge::SessionStore &store, bridge::Selection &selection, const bridge::Theme &theme,
        QWidget *parent = nullptr);

    void setQuery(const QString &text);
    /// Keeps the newest row in sight, as long as the pointer is elsewhere.
    void setFollow(bool follow);
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] int shownRows() const { return m_filter.rowCount(); }

signals:
    /// The user wants to say which app that connection belongs to.
    void namingWanted(const telltale::session::ConnectionId &connection);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpTable();
    void setUpColumns();
    void showMenu(const QPoint &at);
    void applyTheme();
    void choose(const QModelIndex &at);
    void showSelection();
    void showFocus();
    void update();
    [[nodiscard]] QString emptyText() const;

    bridge::SessionStore &m_store;
    bridge::Selection &m_selection;
    const bridge::Theme &m_theme;
    models::ExchangeTableModel m_model;
    models::ExchangeFilter m_filter;
    QTableView *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
    bool m_follow = false;
    bool m_showing = false; // the selection is being shown, not made
};

} // namespace telltale::shell
