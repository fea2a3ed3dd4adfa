// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/phone_stream_state.h"
#include "watch/wizard_page.h"

#include <array>

class QLayout;

namespace telltale::watch {

class StepList;
class StepMark;

/// What is to be set in PCAPdroid, with a check-mark for everything that came, and whether who was heard first is the
/// phone. The watch runs while it is shown.
class PhoneStreamPage final : public WizardPage {
    Q_OBJECT
public:
    PhoneStreamPage(const bridge::Theme &theme, const bridge::PhoneStreamState &state);

    void enter() override;
    [[nodiscard]] QString goOnText() const override;
    [[nodiscard]] bool canGoOn() const override;
    /// "No": who was heard is not the phone.
    [[nodiscard]] QString skipText() const override;

private:
    using Step = bridge::PhoneStreamState::Step;

    QLayout *makeSteps();
    QLayout *makeMarks();
    void fillSteps();
    void refresh();
    [[nodiscard]] bool asks() const;

    const bridge::PhoneStreamState &m_state;
    QLabel *m_end = nullptr;
    StepList *m_steps = nullptr;
    QLabel *m_question = nullptr;
    std::array<StepMark *, bridge::PhoneStreamState::steps> m_marks{};
    bool m_left = false; ///< the timeline was reached by itself once
};

} // namespace telltale::watch
