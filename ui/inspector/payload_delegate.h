// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QStyledItemDelegate>

namespace telltale::inspector {

/// Draws a row of the payload tree: key, value in quotes with its mark, steps, and what went wrong.
class PayloadDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit PayloadDelegate(const bridge::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintValue(QPainter *painter, QRect &room, const QModelIndex &index) const;

    const bridge::Theme &m_theme;
};

} // namespace telltale::inspector
