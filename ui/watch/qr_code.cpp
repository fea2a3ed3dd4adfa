// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/qr_code.h"

#include <QPainter>

#include <algorithm>
#include <memory>
#include <qrencode.h>

namespace telltale::watch {

namespace {

constexpr int quietZone = 4;
constexpr int side = 208;

struct Free {
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

QImage qrImage(const QString &text)
{
    const QByteArray octets = text.toUtf8();
    if (octets.isEmpty() || octets.contains('\0'))
        return {};
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeString8bit(octets.constData(), 0, QR_ECLEVEL_M));
    if (!code)
        return {};
    const int width = code->width;
    QImage image(width + 2 * quietZone, width + 2 * quietZone, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            if ((code->data[y * width + x] & 1) != 0)
                image.setPixel(x + quietZone, y + quietZone, qRgb(0, 0, 0));
        }
    }
    return image;
}

QrCode::QrCode(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void QrCode::setText(const QString &text, const QString &spoken)
{
    m_text = text;
    m_image = qrImage(text);
    setAccessibleName(spoken);
    setToolTip(text);
    update();
}

QSize QrCode::sizeHint() const
{
    return {side, side};
}

void QrCode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(rect(), 6, 6);
    if (m_image.isNull())
        return;
    // Whole pixels for each module: uneven ones are hard to read.
    const int scale = std::max(1, width() / m_image.width());
    const int size = scale * m_image.width();
    painter.drawImage(QRect((width() - size) / 2, (height() - size) / 2, size, size), m_image);
}

} // namespace telltale::watch

#include "moc_qr_code.cpp"
