// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/app_face.h"
#include "engine/batch.h"

#include <QBuffer>
#include <QColor>
#include <QImage>
#include <QPainter>
#include <QWidget>

#include <memory>
#include <string>

namespace telltale::test {

inline std::string encoded(const QImage &image, const char *format = "PNG")
{
    QByteArray octets;
    QBuffer buffer(&octets);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return octets.toStdString();
}

inline QImage filled(int width, int height, const QColor &colour)
{
    QImage image(width, height, QImage::Format_ARGB32);
    image.fill(colour);
    return image;
}

/// A picture that is transparent around a disc.
inline QImage disc(int side, const QColor &colour)
{
    QImage image = filled(side, side, Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(image.rect().adjusted(side / 6, side / 6, -side / 6, -side / 6));
    return image;
}

inline attribution::AppFace faceOf(const std::string &package, std::vector<attribution::IconLayer> icon, bool adaptive)
{
    attribution::AppFace face;
    face.package = package;
    face.icon = std::move(icon);
    face.adaptive = adaptive;
    return face;
}

inline engine::Batch batchOf(const attribution::AppFace &face)
{
    engine::Batch batch;
    batch.faces.push_back(std::make_shared<const attribution::AppFace>(face));
    return batch;
}

/// Pixels of a widget that have about that colour.
inline int pixelsOf(QWidget &widget, const QColor &colour)
{
    const QImage image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor at = image.pixelColor(x, y);
            count += std::abs(at.red() - colour.red()) < 12 && std::abs(at.green() - colour.green()) < 12
                && std::abs(at.blue() - colour.blue()) < 12;
        }
    }
    return count;
}

} // namespace telltale::test
