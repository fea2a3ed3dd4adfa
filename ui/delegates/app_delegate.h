// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QStyledItemDelegate>

namespace telltale::delegates {

/// Two lines an app: a dot in its colour, or its mark where apps have icons, its name, how many leaks or bytes; below,
/// in small, where the name comes from and how sure it is.
class AppDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit AppDelegate(const bridge::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Paints leaks or bytes at the far end of the line and gives the width they take.
    int paintAmount(
        QPainter &painter, const QStyleOptionViewItem &option, const QRect &line, const QModelIndex &index) const;

    const bridge::Theme &m_theme;
};

/// One line a phone: a dot, its address, what it sent.
class StationDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit StationDelegate(const bridge::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const bridge::Theme &m_theme;
};

} // namespace telltale::delegates
