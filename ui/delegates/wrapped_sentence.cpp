// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/wrapped_sentence.h"

#include <QStyle>

namespace telltale::delegates {

void WrappedSentence::add(const QString &words, const QColor &colour, bool strong)
{
    QTextLayout::FormatRange range{static_cast<int>(m_text.size()), static_cast<int>(words.size()), {}};
    range.format.setForeground(colour);
    if (strong)
        range.format.setFontWeight(QFont::DemiBold);
    m_formats << range;
    m_text += words;
}

qreal WrappedSentence::layOut(
    QTextLayout &layout, const QFont &font, Qt::LayoutDirection direction, int width, int most) const
{
    QTextOption reading;
    reading.setTextDirection(direction);
    reading.setAlignment(QStyle::visualAlignment(direction, Qt::AlignLeft));
    reading.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setText(m_text);
    layout.setFont(font);
    layout.setFormats(m_formats);
    layout.setTextOption(reading);
    layout.beginLayout();
    qreal height = 0;
    for (int i = 0; i < most; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace telltale::delegates
