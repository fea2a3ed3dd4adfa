// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/wizard_page.h"

namespace telltale::watch {

class ChoiceList;

/// Which of the devices behind the interface: one of them, or all.
class PhonePage final : public WizardPage {
    Q_OBJECT
public:
    PhonePage(const bridge::Theme &theme, Draft &draft, Look look);

    void enter() override;
    void lookAgain() override;
    [[nodiscard]] QWidget *first() override;

private:
    void fill();
    void choose();

    Draft &m_draft;
    Look m_look;
    ChoiceList *m_list = nullptr;
};

} // namespace telltale::watch
