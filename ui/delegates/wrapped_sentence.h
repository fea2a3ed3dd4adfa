// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QTextLayout>

#include <limits>

namespace telltale::delegates {

/// Words of several colours and weights that are laid out as one text in the direction of reading. Words longer than a
/// line, as identifiers are, are broken wherever it ends.
class WrappedSentence {
public:
    void add(const QString &words, const QColor &colour, bool strong);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] qsizetype parts() const { return m_formats.size(); }

    /// Fills @p layout, at most with @p most lines. Gives the height of them.
    qreal layOut(QTextLayout &layout, const QFont &font, Qt::LayoutDirection direction, int width,
        int most = std::numeric_limits<int>::max()) const;

private:
    QString m_text;
    QList<QTextLayout::FormatRange> m_formats;
};

} // namespace telltale::delegates
