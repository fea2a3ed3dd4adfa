// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QFrame>

class QVBoxLayout;

namespace telltale::shell {

/// Why connections were not decrypted: a line for each reason, with its number and what to do next.
/// Pops up over the window; pressing a line shows its connections.
class ReasonList final : public QFrame {
    Q_OBJECT
public:
    ReasonList(const bridge::SessionStore &store, const bridge::Theme &theme, QWidget *parent = nullptr);

    /// Counts anew and shows itself with its lower left corner at @p corner (global).
    void popUp(const QPoint &corner);

signals:
    /// @param name  as FilterQuery's why: takes it
    void reasonChosen(const QString &name, const telltale::session::ConnectionId &first);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();

    const bridge::SessionStore &m_store;
    const bridge::Theme &m_theme;
    QVBoxLayout *m_lines = nullptr;
};

} // namespace telltale::shell
