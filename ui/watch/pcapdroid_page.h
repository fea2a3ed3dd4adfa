// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pcapdroid_plan.h"
#include "watch/wizard_page.h"

class QButtonGroup;
class QComboBox;
class QLineEdit;

namespace telltale::watch {

/// How PCAPdroid on the phone hands over what it captures, and at which address of this computer it is listened for, or
/// where the phone is asked.
class PcapdroidPage final : public WizardPage {
    Q_OBJECT
public:
    PcapdroidPage(const bridge::Theme &theme, Look look);

    void enter() override;
    void lookAgain() override;
    [[nodiscard]] QString goOnText() const override;
    [[nodiscard]] bool canGoOn() const override { return plan().has_value(); }
    [[nodiscard]] QWidget *first() override;

    /// Nothing as long as something is missing or none.
    [[nodiscard]] std::optional<bridge::PcapdroidPlan> plan() const;

private:
    using Way = bridge::PcapdroidPlan::Way;

    QWidget *makeWays();
    QWidget *makeListening();
    QWidget *makeAsking();
    QLineEdit *field(const QString &name);
    void fillAddresses();
    void refresh();
    [[nodiscard]] Way way() const;

    Look m_look;
    QButtonGroup *m_ways = nullptr;
    QWidget *m_listening = nullptr;
    QWidget *m_asking = nullptr;
    QComboBox *m_address = nullptr;
    QLineEdit *m_port = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_server = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace telltale::watch
