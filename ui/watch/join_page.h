// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/obstacle_list.h"
#include "watch/wizard_page.h"

namespace telltale::watch {

class QrCode;

/// How the phone joins, until one has.
class JoinPage final : public WizardPage {
    Q_OBJECT
public:
    /// @param qrText  what a code for a name and a password says; null where no hotspot can be started
    JoinPage(const bridge::Theme &theme, Draft &draft, Look look,
        std::function<QString(const QString &, const QString &)> qrText, Examine examine);

    void enter() override;
    /// Goes on by itself when a phone is there.
    void lookAgain() override;
    [[nodiscard]] bool canGoOn() const override { return !m_draft.interface.phones.empty(); }
    [[nodiscard]] QString skipText() const override;

private:
    Draft &m_draft;
    Look m_look;
    std::function<QString(const QString &, const QString &)> m_qrText;
    QrCode *m_code = nullptr;
    ObstacleList *m_obstacles = nullptr;
    QLabel *m_how = nullptr;
    QLabel *m_waiting = nullptr;
};

} // namespace telltale::watch
