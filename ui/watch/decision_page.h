// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/obstacle_list.h"
#include "watch/wizard_page.h"

class QPushButton;

namespace telltale::watch {

/// Names only, or decrypt: both said honestly, side by side. Nothing is decrypted unless it is chosen.
class DecisionPage final : public WizardPage {
    Q_OBJECT
public:
    DecisionPage(const bridge::Theme &theme, Draft &draft, Examine examine);

    void enter() override;
    [[nodiscard]] QString goOnText() const override;
    [[nodiscard]] QWidget *first() override;

private:
    QPushButton *card(const QString &name, const QString &title, const QStringList &facts);

    Draft &m_draft;
    QPushButton *m_names = nullptr;
    QPushButton *m_decrypt = nullptr;
    QWidget *m_cards = nullptr;
    ObstacleList *m_obstacles = nullptr;
};

} // namespace telltale::watch
