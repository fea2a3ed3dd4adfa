// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "profile/fact_table_model.h"
#include "profile/profile_list_model.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QListView;
class QStackedLayout;
class QTableView;

namespace telltale::profile {

class ProfileGraph;

/// Who can join what? Each recipient in a sentence; the chosen one as a graph, or as a table that
/// says the same.
class ProfilePane final : public QWidget {
    Q_OBJECT
public:
    ProfilePane(bridge::SessionStore &store, bridge::Selection &selection, const bridge::Theme &theme,
        QWidget *parent = nullptr);

    /// Profiles with something in them.
    [[nodiscard]] int count() const { return m_model.rowCount(); }

signals:
    void countChanged();

private:
    QWidget *makeDetails();
    void refresh();
    void showProfile(int row);
    void applyFonts();

    bridge::SessionStore &m_store;
    bridge::Selection &m_selection;
    const bridge::Theme &m_theme;
    ProfileListModel m_model;
    FactTableModel m_facts;
    std::string m_chosen; // id of the profile the user chose; the fullest is shown until then
    std::string m_shown; // id of the profile in graph and table, as it is now; empty where it has changed since
    bool m_refreshing = false; // the list chooses, not the user
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QStackedLayout *m_lists = nullptr;
    ProfileGraph *m_graph = nullptr;
    QTableView *m_table = nullptr;
    QButtonGroup *m_views = nullptr;
};

} // namespace telltale::profile
