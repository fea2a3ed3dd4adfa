// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/leak_sentence.h"
#include "bridge/theme.h"

#include <QStyledItemDelegate>

#include <functional>

class QTextLayout;

namespace telltale::leaks {

/// A leak as a row: its time, its sentence with what leaked in the leaks' colour, by whom and the
/// trail of steps in small below, and at the end a link to the proof. All rows of a view are equally high.
class LeakDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Gives the leak of a row; the view's model has to be the one it reads.
    using LeakAt = std::function<const session::Leak &(int row)>;

    LeakDelegate(const bridge::Theme &theme, LeakAt leakAt, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

signals:
    void proofClicked(const QModelIndex &index);

private:
    [[nodiscard]] QRect linkRect(const QStyleOptionViewItem &option) const;
    [[nodiscard]] QRect textRect(const QStyleOptionViewItem &option) const;
    void paintBelow(
        QPainter &painter, const QRect &place, const session::Leak &leak, Qt::LayoutDirection direction) const;
    void paintSentence(
        QPainter &painter, const QRect &place, const session::Leak &leak, Qt::LayoutDirection direction) const;
    [[nodiscard]] static int linesFor(int width);

    const bridge::Theme &m_theme;
    LeakAt m_leakAt;
};

} // namespace telltale::leaks
