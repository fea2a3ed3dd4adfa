// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/computer_certificate.h"
#include "bridge/theme.h"

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;

namespace telltale::shell {

/// What a user decides once: whether the phone is asked, what says where servers stand, the certificate with which phones are decrypted, its renewal and its end.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    /// Asks "do you really want to"; the dialog's own question when empty.
    using Confirm = std::function<bool(const QString &question)>;

    /// @param decrypting  a phone is decrypted now: what changes then holds from the next time on
    SettingsDialog(const bridge::Theme &theme, const QString &authorityFolder, bool decrypting, QWidget *parent = nullptr,
        Confirm confirm = {});

private:
    void fill();
    void renew();
    void remove();
    void save();
    [[nodiscard]] bool sure(const QString &question);
    QLabel *line(const QString &object, bridge::Theme::Role role);

    const bridge::Theme &m_theme;
    bridge::ComputerCertificate m_certificate;
    bool m_decrypting;
    Confirm m_confirm;
    QLabel *m_state = nullptr;
    QLabel *m_facts = nullptr;
    QPushButton *m_renew = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace telltale::shell
