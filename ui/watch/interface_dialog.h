// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace telltale::watch {

/// Asks which interface the phone is behind.
class InterfaceDialog final : public QDialog {
    Q_OBJECT
public:
    explicit InterfaceDialog(const bridge::Theme &theme, QWidget *parent = nullptr);

    /// Name of the interface chosen; empty before exec() was accepted.
    [[nodiscard]] QString chosen() const;

private:
    void fill();

    QListWidget *m_list = nullptr;
    QPushButton *m_watch = nullptr;
};

} // namespace telltale::watch
