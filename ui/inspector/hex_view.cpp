// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/hex_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace telltale::inspector {

using bridge::Theme;

namespace {

constexpr double sideMargin = 12;
constexpr double sectionGap = 1.5; // characters between offset, digits and text

QChar shown(char octet)
{
    const auto value = static_cast<unsigned char>(octet);
    return value >= 0x20 && value < 0x7f ? QLatin1Char(octet) : QChar(0x00b7);
}

} // namespace

HexView::HexView(Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes on the wire"));
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&m_theme, &Theme::changed, this, &HexView::applyTheme);
    applyTheme();
}

void HexView::applyTheme()
{
    const QFontMetricsF metrics(m_theme.mono());
    m_charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    m_rowHeight = static_cast<int>(std::ceil(metrics.height())) + 3;
    layOut();
    viewport()->update();
}

QSize HexView::sizeHint() const
{
    return {360, m_rowHeight * 6};
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_mark = {};
    m_selected = {};
    verticalScrollBar()->setValue(0);
    layOut();
    viewport()->update();
}

void HexView::setMark(base::ByteRange range)
{
    const auto size = static_cast<std::uint64_t>(m_bytes.size());
    m_mark = {std::min(range.from, size), std::min(range.to, size)};
    m_selected = {};
    setAccessibleDescription(m_mark.empty() ? QString() : tr("Marked: %1").arg(dump()));
    if (!m_mark.empty()) {
        const int row = static_cast<int>(m_mark.from) / m_perRow;
        // One row above for the context in which the proof stands.
        verticalScrollBar()->setValue(std::max(0, row - 1));
    }
    viewport()->update();
}

void HexView::select(base::ByteRange range)
{
    const auto size = static_cast<std::uint64_t>(m_bytes.size());
    m_selected = {std::min(range.from, size), std::min(range.to, size)};
    viewport()->update();
}

int HexView::rows() const
{
    return static_cast<int>((m_bytes.size() + m_perRow - 1) / m_perRow);
}

int HexView::firstRow() const
{
    return verticalScrollBar()->value();
}

double HexView::hexX(int column) const
{
    return sideMargin + (digits() + sectionGap + column * 3) * m_charWidth;
}

double HexView::textX(int column) const
{
    return hexX(m_perRow) + (sectionGap - 1 + column) * m_charWidth;
}

void HexView::layOut()
{
    const auto first = static_cast<std::uint64_t>(firstRow()) * static_cast<std::uint64_t>(m_perRow);
    for (const int wanted : {16, 8, 4}) {
        m_perRow = wanted;
        if (textX(wanted) + sideMargin <= viewport()->width())
            break;
    }
    const int visible = std::max(1, viewport()->height() / m_rowHeight);
    verticalScrollBar()->setRange(0, std::max(0, rows() - visible));
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setValue(static_cast<int>(first) / m_perRow);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

QRectF HexView::cell(std::uint64_t byte) const
{
    const int row = static_cast<int>(byte) / m_perRow - firstRow();
    const int column = static_cast<int>(byte) % m_perRow;
    return {hexX(column), static_cast<double>(row) * m_rowHeight, 2 * m_charWidth, static_cast<double>(m_rowHeight)};
}

std::optional<std::uint64_t> HexView::byteAt(QPointF position) const
{
    const int row = firstRow() + static_cast<int>(std::floor(position.y() / m_rowHeight));
    const bool inText = position.x() >= textX(0) - m_charWidth / 2;
    const double column = inText ? (position.x() - textX(0)) / m_charWidth
                                 : (position.x() - hexX(0) + m_charWidth / 2) / (3 * m_charWidth);
    const int inRow = std::clamp(static_cast<int>(std::floor(column)), 0, m_perRow - 1);
    const auto byte = static_cast<std::int64_t>(row) * m_perRow + inRow;
    return row >= 0 && byte < m_bytes.size() ? std::optional(static_cast<std::uint64_t>(byte)) : std::nullopt;
}

void HexView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Theme::Role::pane));
    painter.setFont(m_theme.mono());
    const int visible = viewport()->height() / m_rowHeight + 1;
    for (int i = 0; i < visible && firstRow() + i < rows(); ++i)
        paintRow(painter, firstRow() + i, static_cast<double>(i) * m_rowHeight);
    if (hasFocus()) {
        painter.setPen(m_theme.color(Theme::Role::accent));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void HexView::paintRange(QPainter &painter, int row, double y, base::ByteRange range, const QColor &colour) const
{
    const auto begin = static_cast<std::uint64_t>(row) * static_cast<std::uint64_t>(m_perRow);
    const auto from = std::max(range.from, begin);
    const auto to = std::min(range.to, begin + static_cast<std::uint64_t>(m_perRow));
    if (to <= from)
        return;
    const int first = static_cast<int>(from - begin), last = static_cast<int>(to - begin) - 1;
    painter.fillRect(QRectF(hexX(first) - 1, y, hexX(last) - hexX(first) + 2 * m_charWidth + 2, m_rowHeight), colour);
    painter.fillRect(QRectF(textX(first), y, (last - first + 1) * m_charWidth, m_rowHeight), colour);
}

void HexView::paintRow(QPainter &painter, int row, double y) const
{
    paintRange(painter, row, y, m_mark, m_theme.color(Theme::Role::hl));
    paintRange(painter, row, y, m_selected, m_theme.color(Theme::Role::sel));
    const double text = y + (m_rowHeight + QFontMetricsF(m_theme.mono()).capHeight()) / 2;
    const int begin = row * m_perRow;
    painter.setPen(m_theme.color(Theme::Role::faint));
    painter.drawText(QPointF(sideMargin, text), QStringLiteral("%1").arg(begin, digits(), 16, QLatin1Char('0')));
    static constexpr char16_t hexDigits[] = u"0123456789abcdef";
    for (int i = 0; i < m_perRow && begin + i < m_bytes.size(); ++i) {
        const char octet = m_bytes.at(begin + i);
        const auto value = static_cast<unsigned char>(octet);
        const auto at = static_cast<std::uint64_t>(begin) + static_cast<std::uint64_t>(i);
        const bool marked = at >= m_mark.from && at < m_mark.to;
        painter.setPen(m_theme.color(marked ? Theme::Role::ink : Theme::Role::soft));
        const QChar pair[] = {hexDigits[value >> 4U], hexDigits[value & 15U]};
        painter.drawText(QPointF(hexX(i), text), QString(pair, 2));
        painter.drawText(QPointF(textX(i), text), QString(shown(octet)));
    }
}

base::ByteRange HexView::chosen() const
{
    return m_selected.empty() ? m_mark : m_selected;
}

QString HexView::rowText(std::uint64_t from, std::uint64_t to, int perRow) const
{
    QString hex, text;
    for (auto i = from; i < to; ++i) {
        const char octet = m_bytes.at(static_cast<qsizetype>(i));
        hex += QStringLiteral("%1 ").arg(static_cast<unsigned char>(octet), 2, 16, QLatin1Char('0'));
        text += shown(octet) == QChar(0x00b7) ? QLatin1Char('.') : shown(octet);
    }
    return QStringLiteral("%1  %2 %3").arg(from, digits(), 16, QLatin1Char('0')).arg(hex, -3 * perRow).arg(text);
}

QString HexView::dump() const
{
    constexpr int perRow = 16; // as other tools print it, whatever the width here
    QStringList lines;
    const auto range = chosen();
    for (auto from = range.from; from < range.to; from += perRow)
        lines << rowText(from, std::min(from + perRow, range.to), perRow);
    return lines.join(QLatin1Char('\n'));
}

void HexView::copy(const QString &text) const
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const auto byte = byteAt(event->position());
    if (event->button() != Qt::LeftButton)
        return;
    m_anchor = byte.value_or(0);
    select({});
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const auto byte = byteAt(event->position());
    if (byte && event->buttons() & Qt::LeftButton)
        select({std::min(m_anchor, *byte), std::max(m_anchor, *byte) + 1});
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy(dump());
    else if (event->matches(QKeySequence::SelectAll))
        select({0, static_cast<std::uint64_t>(m_bytes.size())});
    else if (event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else if (event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    const auto range = chosen();
    const auto part = m_bytes.mid(static_cast<qsizetype>(range.from), static_cast<qsizetype>(range.size()));
    QMenu menu(this);
    menu.addAction(tr("Copy as hex dump"), this, [this] { copy(dump()); });
    menu.addAction(tr("Copy as hex digits"), this, [this, part] { copy(QString::fromLatin1(part.toHex())); });
    menu.addAction(tr("Copy as text"), this, [this, part] { copy(QString::fromUtf8(part)); });
    for (auto *action : menu.actions())
        action->setEnabled(!part.isEmpty());
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, [this] { select({0, static_cast<std::uint64_t>(m_bytes.size())}); });
    menu.exec(event->globalPos());
}

} // namespace telltale::inspector

#include "moc_hex_view.cpp"
