// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"
#include "models/app_list_model.h"
#include "models/station_list_model.h"

#include <QWidget>

class QLabel;
class QListView;

namespace telltale::shell {

/// Who? The phones and the apps seen. Choosing one narrows the whole window to it; choosing it again,
/// or Esc, widens it.
class WhoPane final : public QWidget {
    Q_OBJECT
public:
    WhoPane(bridge::SessionStore &store, bridge::Selection &selection, const bridge::Theme &theme,
        QWidget *parent = nullptr);

    /// How we stand with the phone over ADB; empty hides the line.
    void setPhoneLine(const QString &text, bool attached);

signals:
    /// The user wants to say which app that lane is.
    void namingWanted(const QString &laneKey);

private:
    void showMenu(const QPoint &at);
    QListView *makeList(QAbstractItemModel &model, const QString &name);
    QLabel *addHead(const QString &text, const QString &unit = {});
    void showFocus();
    void fitPhones();
    void applyFonts();

    bridge::Selection &m_selection;
    const bridge::Theme &m_theme;
    models::StationListModel m_phones;
    models::AppListModel m_apps;
    QListView *m_phoneList = nullptr;
    QListView *m_appList = nullptr;
    QLabel *m_phoneLine = nullptr;
    QList<QLabel *> m_heads;
};

} // namespace telltale::shell
