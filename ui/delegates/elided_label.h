// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace telltale::delegates {

/// One line of plain text that gives way: where there is no room its end is left out and the whole
/// of it is the tooltip.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace telltale::delegates
