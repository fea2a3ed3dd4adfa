// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/access_point.h"
#include "watch/wizard_page.h"

namespace telltale::watch {

class ChoiceList;

/// Where is the phone: a hotspot that runs, another interface, a hotspot to be started, or anywhere with PCAPdroid on
/// it.
class SourcePage final : public WizardPage {
    Q_OBJECT
public:
    /// @param accessPoint  null where this computer cannot make one
    SourcePage(const bridge::Theme &theme, Draft &draft, Look look, const AccessPoint *accessPoint);

    void enter() override;
    void lookAgain() override;
    [[nodiscard]] bool canGoOn() const override;
    [[nodiscard]] QWidget *first() override;

    /// A hotspot has to be started before anything else.
    [[nodiscard]] bool startWanted() const;
    /// Not this computer's network is watched, but what PCAPdroid on the phone hands over.
    [[nodiscard]] bool pcapdroidWanted() const;

private:
    void choose();

    Draft &m_draft;
    Look m_look;
    const AccessPoint *m_accessPoint;
    std::vector<bridge::Interface> m_interfaces;
    ChoiceList *m_list = nullptr;
};

} // namespace telltale::watch
