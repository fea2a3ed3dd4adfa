// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/join_page.h"

#include "watch/qr_code.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::watch {

using bridge::Theme;

JoinPage::JoinPage(const Theme &theme, Draft &draft, Look look,
    std::function<QString(const QString &, const QString &)> qrText, Examine examine)
    : WizardPage(theme, tr("Let the phone join"))
    , m_draft(draft)
    , m_look(std::move(look))
    , m_qrText(std::move(qrText))
{
    m_code = new QrCode;
    m_how = text(Theme::Role::ink, theme.body());
    m_waiting = text(Theme::Role::accent, theme.bold());
    auto *hint = text(Theme::Role::soft, theme.body());
    hint->setText(tr("Switch mobile data off on the phone while you watch, so that nothing goes past this computer. "
                     "A VPN or “Private DNS” on the phone would hide where it goes."));
    auto *side = new QVBoxLayout;
    side->setSpacing(12);
    side->addWidget(m_how);
    side->addWidget(hint);
    side->addWidget(m_waiting);
    side->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(m_code, 0, Qt::AlignTop);
    row->addLayout(side, 1);
    body()->addLayout(row);
    m_obstacles = new ObstacleList(theme, std::move(examine));
    body()->addWidget(m_obstacles);
    body()->addStretch(1);
}

void JoinPage::enter()
{
    const bool known = !m_draft.wifiName.isEmpty() && m_qrText;
    m_code->setVisible(known);
    if (known) {
        m_code->setText(
            m_qrText(m_draft.wifiName, m_draft.wifiPassword), tr("Code that joins the Wi-Fi %1").arg(m_draft.wifiName));
        m_how->setText(tr("Point the phone's camera at the code, or choose the Wi-Fi “%1” and type the password “%2”.")
                           .arg(m_draft.wifiName, m_draft.wifiPassword));
    } else if (m_draft.interface.role == bridge::Interface::Role::hotspot) {
        m_how->setText(tr("On the phone, choose the Wi-Fi network of this computer. Its name and password are those "
                          "that were given when the hotspot was made."));
    } else {
        m_how->setText(tr("Let the phone join the network behind %1.").arg(m_draft.interface.name));
    }
    m_obstacles->examine(m_draft.interface.name);
    m_waiting->setText(tr("Waiting for a phone on %1…").arg(m_draft.interface.name));
}

void JoinPage::lookAgain()
{
    for (const bridge::Interface &interface : m_look()) {
        if (interface.name == m_draft.interface.name)
            m_draft.interface = interface;
    }
    if (canGoOn())
        emit goOnWanted();
}

QString JoinPage::skipText() const
{
    return tr("Don't wait");
}

} // namespace telltale::watch

#include "moc_join_page.cpp"
