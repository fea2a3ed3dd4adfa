// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/profile_sentence.h"
#include "bridge/theme.h"

#include <QStyledItemDelegate>

#include <functional>

class QTextLayout;

namespace telltale::profile {

/// A profile as a row: who can join it on a line of its own, below that the rest of the sentence, as many lines as it
/// takes. Identifiers are long and without spaces: they are broken wherever a line ends.
class ProfileDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using ProfileAt = std::function<const session::Profile &(int row)>;

    ProfileDelegate(const bridge::Theme &theme, ProfileAt profileAt, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Lays the sentence out in @p width; gives its height.
    qreal layOut(QTextLayout &layout, const bridge::Sentence &sentence, int width, Qt::LayoutDirection direction) const;

    const bridge::Theme &m_theme;
    ProfileAt m_profileAt;
};

} // namespace telltale::profile
