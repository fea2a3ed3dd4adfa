// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace telltale::watch {

/// The modules of a QR code (ISO/IEC 18004, error correction M), one pixel each, with the quiet zone
/// of four around them; null for what is too long, and for an empty text.
[[nodiscard]] QImage qrImage(const QString &text);

/// Shows a QR code: always black on white, or cameras do not read it.
class QrCode final : public QWidget {
    Q_OBJECT
public:
    explicit QrCode(QWidget *parent = nullptr);

    /// @param spoken  what the code is for, for those who do not see it
    void setText(const QString &text, const QString &spoken);
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QImage m_image;
};

} // namespace telltale::watch
