// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/app_icons.h"

#include "attribution/apk/vector_picture.h"
#include "attribution/app_face.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <array>

namespace telltale::bridge {

namespace {

constexpr int mostPixels = 1024; ///< of a side
constexpr int mostMegabytes = 16; ///< while it is read
constexpr double corner = 0.23; ///< of the side
constexpr double shrunk = 0.84; ///< a picture with a shape of its own, on a plate of ours
constexpr double canvas = 1.5; ///< an adaptive icon's layers: 108 dp, of which 72 dp are seen
constexpr int opaque = 128;

/// Only what the octets begin as is tried: nothing else of this computer's formats gets to see them.
const char *formatOf(const QByteArray &octets)
{
    if (octets.startsWith("\x89PNG"))
        return "png";
    if (octets.startsWith("RIFF"))
        return "webp";
    if (octets.startsWith("\xff\xd8"))
        return "jpeg";
    return attribution::apk::isDrawing({octets.data(), static_cast<std::size_t>(octets.size())}) ? "svg" : nullptr;
}

/// QImageReader's limit is that of the whole program.
class AllocationLimit {
public:
    AllocationLimit() { QImageReader::setAllocationLimit(mostMegabytes); }
    ~AllocationLimit() { QImageReader::setAllocationLimit(m_before); }
    Q_DISABLE_COPY(AllocationLimit)

private:
    int m_before = QImageReader::allocationLimit();
};

QImage readPicture(const std::string &text)
{
    QByteArray octets = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    const char *format = formatOf(octets);
    QBuffer buffer(&octets);
    if (format == nullptr || !buffer.open(QIODevice::ReadOnly))
        return {};
    const AllocationLimit limit;
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || size.width() > mostPixels || size.height() > mostPixels)
        return {};
    return reader.read();
}

bool fillsCorners(const QImage &picture)
{
    const int right = picture.width() - 1, bottom = picture.height() - 1;
    const std::array<QPoint, 4> corners{QPoint(0, 0), QPoint(right, 0), QPoint(0, bottom), QPoint(right, bottom)};
    return std::all_of(
        corners.begin(), corners.end(), [&picture](const QPoint &at) { return qAlpha(picture.pixel(at)) >= opaque; });
}

QRectF centred(double width, double height)
{
    return {(AppIcons::side - width) / 2, (AppIcons::side - height) / 2, width, height};
}

/// Scaled before it is drawn: a painter looks at four pixels only, however many become one.
void draw(QPainter &painter, const QImage &picture, double side)
{
    const QSize size = picture.size().scaled(QSizeF(side, side).toSize(), Qt::KeepAspectRatio);
    painter.drawImage(
        centred(size.width(), size.height()), picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

/// True where all layers could be drawn.
bool drawLayers(QPainter &painter, const attribution::AppFace &face)
{
    for (const attribution::IconLayer &layer : face.icon) {
        if (layer.image.empty()) {
            painter.fillRect(QRect(0, 0, AppIcons::side, AppIcons::side), QColor::fromRgba(layer.colour));
            continue;
        }
        const QImage picture = readPicture(layer.image);
        if (picture.isNull())
            return false;
        if (face.adaptive) {
            draw(painter, picture, AppIcons::side * canvas);
            continue;
        }
        const bool whole = fillsCorners(picture);
        if (!whole)
            painter.fillRect(QRect(0, 0, AppIcons::side, AppIcons::side), Qt::white);
        draw(painter, picture, whole ? AppIcons::side : AppIcons::side * shrunk);
    }
    return true;
}

} // namespace

QImage iconImage(const attribution::AppFace &face)
{
    if (face.icon.empty())
        return {};
    QImage square(AppIcons::side, AppIcons::side, QImage::Format_ARGB32_Premultiplied);
    square.fill(Qt::transparent);
    QPainter layers(&square);
    if (!drawLayers(layers, face))
        return {};
    layers.end();
    QImage image(square.size(), square.format());
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    // A hair of grey: white icons end somewhere on white, and black ones on black.
    painter.setPen(QPen(QColor(128, 128, 128, 90), 2));
    painter.setBrush(QBrush(square));
    const double radius = AppIcons::side * corner;
    painter.drawRoundedRect(QRectF(image.rect()).adjusted(1, 1, -1, -1), radius, radius);
    return image;
}

void AppIcons::add(const attribution::AppFace &face)
{
    const QString package = QString::fromStdString(face.package);
    if (m_icons.size() >= most && !m_icons.contains(package))
        return;
    const QImage image = iconImage(face);
    if (image.isNull())
        m_icons.erase(package);
    else
        m_icons.insert_or_assign(package, Icon{image, QIcon(QPixmap::fromImage(image))});
}

QIcon AppIcons::icon(const QString &package) const
{
    const auto found = m_icons.find(package);
    return found == m_icons.end() ? QIcon() : found->second.icon;
}

QImage AppIcons::image(const QString &package) const
{
    const auto found = m_icons.find(package);
    return found == m_icons.end() ? QImage() : found->second.image;
}

} // namespace telltale::bridge
