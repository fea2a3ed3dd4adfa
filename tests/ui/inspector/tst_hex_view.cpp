// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/hex_view.h"

#include <QScrollBar>
#include <QTest>

using namespace telltale;
using bridge::Theme;
using inspector::HexView;

namespace {

QByteArray pattern(int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(static_cast<char>(i));
    return bytes;
}

QColor pixelBeside(HexView &view, std::uint64_t byte)
{
    // The left edge of a cell is ground, never a glyph.
    const QRectF cell = view.cell(byte);
    const QImage image = view.viewport()->grab().toImage();
    return image.pixelColor(QPointF(cell.left(), cell.top() + 2).toPoint());
}

} // namespace

class TestHexView : public QObject {
    Q_OBJECT
private slots:
    void marksExactlyTheRange()
    {
        for (const auto mode : {Theme::Mode::light, Theme::Mode::dark}) {
            Theme theme(mode);
            HexView view(theme);
            view.resize(700, 300);
            view.show();
            view.setBytes(pattern(4096));
            view.setMark({1005, 1030});
            const QColor hl = theme.color(Theme::Role::hl);
            QCOMPARE(pixelBeside(view, 1005), hl);
            QCOMPARE(pixelBeside(view, 1029), hl);
            QVERIFY(pixelBeside(view, 1004) != hl);
            QVERIFY(pixelBeside(view, 1030) != hl);
            QVERIFY(view.firstRow() <= 1005 / view.bytesPerRow());
            QVERIFY(view.cell(1005).bottom() <= view.viewport()->height());
        }
    }

    void rowsFollowTheWidth()
    {
        Theme theme(Theme::Mode::light);
        HexView view(theme);
        view.setBytes(pattern(100));
        view.show();
        for (const auto &[width, perRow] : {std::pair(760, 16), std::pair(380, 8), std::pair(180, 4)}) {
            view.resize(width, 200);
            QCOMPARE(view.bytesPerRow(), perRow);
        }
    }

    void findsTheOctetUnderThePointer()
    {
        Theme theme(Theme::Mode::light);
        HexView view(theme);
        view.resize(700, 300);
        view.show();
        view.setBytes(pattern(300));
        for (const std::uint64_t byte : {0U, 7U, 15U, 16U, 100U})
            QCOMPARE(view.byteAt(view.cell(byte).center()), std::optional(byte));
        QVERIFY(!view.byteAt(QPointF(100, 100000)));
    }

    void copiesADump()
    {
        Theme theme(Theme::Mode::light);
        HexView view(theme);
        view.setBytes("data_list=H4sIAAAA\x01\xff");
        view.select({5, 9});
        QCOMPARE(view.dump().simplified(), QStringLiteral("0005 6c 69 73 74 list"));
        view.select({});
        view.setMark({16, 999});
        QCOMPARE(view.mark().to, std::uint64_t{20});
        QCOMPARE(view.dump().simplified(), QStringLiteral("0010 41 41 01 ff AA.."));
    }

    void emptyAndHugeAreFine()
    {
        Theme theme(Theme::Mode::light);
        HexView view(theme);
        view.resize(500, 300);
        view.show();
        view.setMark({3, 9});
        QVERIFY(view.mark().empty());
        view.setBytes(QByteArray(1 << 20, 'x'));
        view.setMark({(1 << 20) - 1, 1 << 20});
        QVERIFY(!view.grab().isNull());
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    }
};

QTEST_MAIN(TestHexView)
#include "tst_hex_view.moc"
