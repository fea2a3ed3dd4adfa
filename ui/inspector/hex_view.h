// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "bridge/theme.h"

#include <QAbstractScrollArea>
#include <QByteArray>

#include <optional>

namespace telltale::inspector {

/// Octets in rows of 16, 8 or 4 as the width allows: offset, hexadecimal, characters. Draws only what
/// is in view. A range can be marked as proof; the user selects others and copies them.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexView(bridge::Theme &theme, QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    /// Marks these octets (cut to those there are) and brings their begin into view.
    void setMark(base::ByteRange range);
    [[nodiscard]] base::ByteRange mark() const { return m_mark; }

    [[nodiscard]] int bytesPerRow() const { return m_perRow; }
    [[nodiscard]] int firstRow() const;
    /// The octet under a place of the viewport.
    [[nodiscard]] std::optional<std::uint64_t> byteAt(QPointF position) const;
    /// Where the two digits of an octet stand in the viewport.
    [[nodiscard]] QRectF cell(std::uint64_t byte) const;

    void select(base::ByteRange range);
    /// The selected octets, or the marked ones, as rows of offset, digits and characters.
    [[nodiscard]] QString dump() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void layOut();
    void applyTheme();
    void copy(const QString &text) const;
    [[nodiscard]] base::ByteRange chosen() const;
    [[nodiscard]] int rows() const;
    [[nodiscard]] int digits() const { return m_bytes.size() > 0xffff ? 6 : 4; }
    [[nodiscard]] double hexX(int column) const;
    [[nodiscard]] double textX(int column) const;
    void paintRow(QPainter &painter, int row, double y) const;
    void paintRange(QPainter &painter, int row, double y, base::ByteRange range, const QColor &colour) const;
    [[nodiscard]] QString rowText(std::uint64_t from, std::uint64_t to, int perRow) const;

    bridge::Theme &m_theme;
    QByteArray m_bytes;
    base::ByteRange m_mark;
    base::ByteRange m_selected;
    std::uint64_t m_anchor = 0; // where the hand began to select
    int m_perRow = 16;
    double m_charWidth = 8;
    int m_rowHeight = 18;
};

} // namespace telltale::inspector
