// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/leak_sentence.h"
#include "bridge/theme.h"
#include "delegates/app_mark.h"

#include <QStyledItemDelegate>

#include <functional>

class QTextLayout;

namespace telltale::leaks {

/// A leak as a row: its time, the mark of its app, its sentence with what leaked in the leaks' colour, by whom and the
/// trail of steps in small below, and at the end a link to the proof. All rows of a view are equally high.
class LeakDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Gives the leak of a row; the view's model has to be the one it reads.
    using LeakAt = std::function<const session::Leak &(int row)>;

    /// Gives the mark of the leak's app; nothing where the session has no icons.
    using MarkOf = std::function<std::optional<delegates::AppMark>(const session::Leak &leak)>;

    LeakDelegate(const bridge::Theme &theme, LeakAt leakAt, MarkOf markOf, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

signals:
    void proofClicked(const QModelIndex &index);

private:
    [[nodiscard]] QRect linkRect(const QStyleOptionViewItem &option) const;
    /// @param marked  the app's mark stands before it
    [[nodiscard]] QRect textRect(const QStyleOptionViewItem &option, bool marked) const;
    void paintBelow(
        QPainter &painter, const QRect &place, const session::Leak &leak, Qt::LayoutDirection direction) const;
    struct Lines {
        Qt::LayoutDirection direction;
        int most;
    };
    void paintSentence(QPainter &painter, const QRect &place, const session::Leak &leak, Lines lines) const;
    [[nodiscard]] static int linesFor(int width);

    const bridge::Theme &m_theme;
    LeakAt m_leakAt;
    MarkOf m_markOf;
};

} // namespace telltale::leaks
