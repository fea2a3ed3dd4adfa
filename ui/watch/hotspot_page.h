// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/access_point.h"
#include "watch/wizard_page.h"

class QComboBox;
class QLineEdit;

namespace telltale::watch {

/// Name and password of a hotspot of this computer, which going on starts.
class HotspotPage final : public WizardPage {
    Q_OBJECT
public:
    HotspotPage(const bridge::Theme &theme, Draft &draft, AccessPoint &accessPoint);

    void enter() override;
    [[nodiscard]] QString goOnText() const override;
    [[nodiscard]] bool canGoOn() const override;
    [[nodiscard]] QWidget *first() override;

    /// Starts the hotspot; started() or a sentence on the page is the answer.
    void start();

signals:
    void started(const QString &interface);

private:
    void fillDevices();
    void say(const QString &what, const QString &remedy);

    Draft &m_draft;
    AccessPoint &m_accessPoint;
    QComboBox *m_device = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_password = nullptr;
    QComboBox *m_band = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_problem = nullptr;
    bool m_starting = false;
};

} // namespace telltale::watch
