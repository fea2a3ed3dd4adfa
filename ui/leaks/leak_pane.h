// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "models/leak_list_model.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QListView;
class QStackedLayout;

namespace telltale::leaks {

/// What leaked? One sentence a leak, what kinds there are, and when there is none, in how much was
/// looked.
class LeakPane final : public QWidget {
    Q_OBJECT
public:
    LeakPane(bridge::SessionStore &store, bridge::Selection &selection, const bridge::Theme &theme,
        QWidget *parent = nullptr);

    /// Chooses the most telling leak shown, the first of those; false when there is none.
    bool selectFirst();

signals:
    /// The user wants to say what else must not leave.
    void secretsWanted();

private:
    QWidget *makeHead();
    QWidget *makeMakers();
    void update();
    void showSelection();
    void choose(int row);
    void applyFonts();
    void countMakers();
    [[nodiscard]] QString headText() const;
    [[nodiscard]] QString kindsText() const;
    [[nodiscard]] QString emptyText() const;
    /// How many connections stayed closed, mostly why, and what to do; empty for none.
    [[nodiscard]] QString closedText() const;

    bridge::SessionStore &m_store;
    bridge::Selection &m_selection;
    const bridge::Theme &m_theme;
    models::LeakListModel m_model;
    models::LeakFilter m_filter;
    QLabel *m_title = nullptr;
    QLabel *m_kinds = nullptr;
    QLabel *m_empty = nullptr;
    QButtonGroup *m_choices = nullptr;
    QComboBox *m_makers = nullptr;
    QListView *m_list = nullptr;
    QStackedLayout *m_stack = nullptr;
    bool m_showing = false; // the selection is being shown, not made
};

} // namespace telltale::leaks
