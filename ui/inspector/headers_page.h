// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"
#include "bridge/theme.h"

#include <QTreeWidget>

namespace telltale::inspector {

/// Header fields of request and response in the order of the wire; chosen fields copy as "name: value".
class HeadersPage final : public QTreeWidget {
    Q_OBJECT
public:
    explicit HeadersPage(bridge::Theme &theme, QWidget *parent = nullptr);

    /// Null shows nothing.
    void show(const bridge::OpenedExchange *exchange);
    using QWidget::show;
    /// The chosen fields, or all of them.
    [[nodiscard]] QString chosenText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void addGroup(const QString &title, const session::HeaderList &headers);
    void applyTheme();
    void copy() const;

    bridge::Theme &m_theme;
};

} // namespace telltale::inspector
