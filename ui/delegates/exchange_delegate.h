// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QStyledItemDelegate>

namespace telltale::delegates {

/// Cells of the exchange table: a bar at the left of a row that leaked, a tint for private browsing,
/// soft text where there is nothing to read.
class ExchangeDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ExchangeDelegate(const bridge::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    [[nodiscard]] int rowHeight() const;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const bridge::Theme &m_theme;
};

} // namespace telltale::delegates
