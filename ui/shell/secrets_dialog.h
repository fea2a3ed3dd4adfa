// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/declared_secrets.h"
#include "bridge/theme.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace telltale::shell {

/// What must not leave the phone: one line each, its kind and its text. An empty line waits at the end.
class SecretsDialog final : public QDialog {
    Q_OBJECT
public:
    SecretsDialog(bridge::DeclaredSecrets &secrets, const bridge::Theme &theme, QWidget *parent = nullptr);

signals:
    /// They were changed and hold now.
    void changed();

private:
    struct Row {
        QWidget *line = nullptr;
        QComboBox *kind = nullptr;
        QLineEdit *text = nullptr;
    };

    void addRow(const bridge::DeclaredSecrets::Entry &entry);
    void removeRow(const QWidget *line);
    void edited();
    void apply();
    [[nodiscard]] QList<bridge::DeclaredSecrets::Entry> entries() const;

    bridge::DeclaredSecrets &m_secrets;
    const bridge::Theme &m_theme;
    std::vector<Row> m_rows;
    QVBoxLayout *m_lines = nullptr;
    QLabel *m_problem = nullptr;
    QCheckBox *m_keep = nullptr;
};

} // namespace telltale::shell
