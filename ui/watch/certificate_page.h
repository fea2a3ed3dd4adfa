// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/interception_state.h"
#include "watch/wizard_page.h"

#include <array>

namespace telltale::watch {

class QrCode;
class StepMark;

/// How the phone gets this computer's certificate, with a check-mark for everything that came. The
/// watch runs while it is shown.
class CertificatePage final : public WizardPage {
    Q_OBJECT
public:
    CertificatePage(const bridge::Theme &theme, const bridge::InterceptionState &state);

    void enter() override;
    [[nodiscard]] QString goOnText() const override;

private:
    void refresh();

    const bridge::InterceptionState &m_state;
    QrCode *m_code = nullptr;
    QLabel *m_address = nullptr;
    QLabel *m_refused = nullptr;
    std::array<StepMark *, bridge::InterceptionState::steps> m_marks{};
    bool m_left = false; ///< the timeline was reached by itself once
};

} // namespace telltale::watch
