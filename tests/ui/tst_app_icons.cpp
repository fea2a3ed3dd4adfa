// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/app_icons.h"
#include "support/app_faces.h"

#include <QImageReader>
#include <QTest>

using namespace telltale;
using bridge::AppIcons;
using bridge::iconImage;
using test::disc;
using test::encoded;
using test::faceOf;
using test::filled;

namespace {

constexpr int middle = AppIcons::side / 2, last = AppIcons::side - 1;

bool isNear(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) < 6 && std::abs(a.green() - b.green()) < 6 && std::abs(a.blue() - b.blue()) < 6
        && std::abs(a.alpha() - b.alpha()) < 6;
}

} // namespace

class AppIconsTest final : public QObject {
    Q_OBJECT
private slots:
    void allHaveOneShape()
    {
        const QImage whole = iconImage(faceOf("a", {{encoded(filled(192, 192, Qt::blue)), 0}}, false));
        const QImage round = iconImage(faceOf("a", {{encoded(disc(72, Qt::red)), 0}}, false));
        const QImage wide = iconImage(faceOf("a", {{encoded(filled(96, 48, Qt::green)), 0}}, false));
        const QImage layers = iconImage(faceOf("a", {{{}, 0xff00ff00}, {encoded(disc(216, Qt::red)), 0}}, true));
        for (const QImage &image : {whole, round, wide, layers}) {
            QCOMPARE(image.size(), QSize(AppIcons::side, AppIcons::side));
            for (const QPoint &corner : {QPoint(0, 0), QPoint(last, 0), QPoint(0, last), QPoint(last, last)})
                QCOMPARE(image.pixelColor(corner).alpha(), 0);
        }
        QVERIFY(isNear(whole.pixelColor(middle, 4), Qt::blue));
        QVERIFY(isNear(round.pixelColor(middle, middle), Qt::red));
        QVERIFY2(isNear(round.pixelColor(middle, 5), Qt::white), "a plate under what has a shape of its own");
        QVERIFY(isNear(layers.pixelColor(10, 10), Qt::green));
        QVERIFY(isNear(layers.pixelColor(middle, middle), Qt::red));
    }

    void ofAnAdaptiveIconTheMiddleIsSeen()
    {
        QImage canvas = filled(216, 216, Qt::blue);
        QPainter(&canvas).fillRect(36, 36, 144, 144, Qt::red); // 72 dp of 108
        const QImage image = iconImage(faceOf("a", {{{}, 0xffffffff}, {encoded(canvas), 0}}, true));
        QVERIFY(isNear(image.pixelColor(middle, 4), Qt::red));
        QVERIFY(isNear(image.pixelColor(4, middle), Qt::red));
    }

    void everyFormatOfAndroidIsRead()
    {
        for (const char *format : {"PNG", "WEBP", "JPEG"}) {
            QVERIFY2(QImageReader::supportedImageFormats().contains(QByteArray(format).toLower()), format);
            const QImage image = iconImage(faceOf("a", {{encoded(filled(48, 48, Qt::blue), format), 0}}, false));
            QVERIFY2(!image.isNull() && isNear(image.pixelColor(middle, middle), Qt::blue), format);
        }
    }

    void aDrawingOfOursIsShown()
    {
        const std::string begin =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"216\" height=\"216\" viewBox=\"0 0 24 24\">";
        const std::string square = begin + "<path d=\"M6,6h12v12h-12z\" fill=\"#ff0000\"/></svg>";
        const QImage image = iconImage(faceOf("a", {{{}, 0xff00ff00}, {square, 0}}, true));
        QVERIFY(isNear(image.pixelColor(middle, middle), Qt::red));
        QVERIFY(isNear(image.pixelColor(middle, 6), Qt::green));
        QVERIFY2(iconImage(faceOf("a", {{begin + "<image href=\"/etc/passwd\"/></svg>", 0}}, false)).isNull(),
            "another's SVG may lead anywhere");
    }

    void whatIsNoIconIsNone()
    {
        const std::string good = encoded(filled(48, 48, Qt::blue));
        for (const std::string &octets :
            {std::string("text"), good.substr(0, 40), good.substr(0, 8), encoded(filled(4000, 2, Qt::blue)),
                encoded(filled(2, 4000, Qt::blue)), encoded(filled(48, 48, Qt::blue), "BMP"),
                std::string("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")}) {
            QVERIFY(iconImage(faceOf("a", {{octets, 0}}, false)).isNull());
            QVERIFY2(iconImage(faceOf("a", {{{}, 0xff00ff00}, {octets, 0}}, true)).isNull(), "half an icon is none");
        }
        QVERIFY(iconImage(faceOf("a", {}, false)).isNull());
    }

    void aPictureThatSaysItIsHugeIsNotUnpacked()
    {
        std::string octets = encoded(filled(48, 48, Qt::blue));
        for (const std::size_t at : {16U, 20U}) // IHDR: width, height
            octets.replace(at, 4, std::string("\x00\x00\xff\xff", 4));
        const int limit = QImageReader::allocationLimit();
        QVERIFY(iconImage(faceOf("a", {{octets, 0}}, false)).isNull());
        QCOMPARE(QImageReader::allocationLimit(), limit);
    }

    void aLaterFaceReplacesAnEarlierOne()
    {
        AppIcons icons;
        QVERIFY(icons.empty());
        icons.add(faceOf("a", {{encoded(filled(48, 48, Qt::blue)), 0}}, false));
        QVERIFY(!icons.empty());
        QVERIFY(!icons.icon(QStringLiteral("a")).isNull());
        QVERIFY(icons.icon(QStringLiteral("b")).isNull());
        QVERIFY(icons.image(QStringLiteral("b")).isNull());
        icons.add(faceOf("a", {}, false));
        QVERIFY(icons.empty());
    }

    void packagesWithoutEndDoNotFillTheMemory()
    {
        AppIcons icons;
        const auto plain = [](const std::string &package) { return faceOf(package, {{{}, 0xff0000ff}}, false); };
        for (std::size_t i = 0; i <= AppIcons::most; ++i)
            icons.add(plain("app" + std::to_string(i)));
        QVERIFY(!icons.icon(QStringLiteral("app%1").arg(AppIcons::most - 1)).isNull());
        QVERIFY(icons.icon(QStringLiteral("app%1").arg(AppIcons::most)).isNull());
        icons.add(faceOf("app0", {}, false)); // one that is known may still change, and leaves its place
        icons.add(plain("late"));
        QVERIFY(!icons.icon(QStringLiteral("late")).isNull());
    }
};

QTEST_MAIN(AppIconsTest)
#include "tst_app_icons.moc"
