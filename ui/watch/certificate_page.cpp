// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/certificate_page.h"

#include "watch/qr_code.h"
#include "watch/step_mark.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace telltale::watch {

using bridge::InterceptionState;
using bridge::Theme;
using Step = InterceptionState::Step;

namespace {
constexpr int mostNames = 3;
}

CertificatePage::CertificatePage(const Theme &theme, const InterceptionState &state)
    : WizardPage(theme, tr("Give the phone the certificate"))
    , m_state(state)
{
    m_code = new QrCode;
    m_address = text(Theme::Role::accent, theme.mono());
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *how = text(Theme::Role::soft, theme.small());
    how->setText(
        tr("The page has the steps for each phone. On Android: Settings › Security › Encryption & credentials › "
           "Install a certificate › CA certificate."));
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_code);
    left->addWidget(m_address);
    left->addWidget(how);
    left->addStretch(1);
    for (QLabel *label : {m_address, how})
        label->setFixedWidth(m_code->width());
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    const std::array<std::pair<QString, QString>, InterceptionState::steps> texts{{
        {tr("The phone is on the network"),
            tr("Open any page on the phone. Nothing? Check that it is on this computer's network and that its mobile "
               "data is off.")},
        {tr("It asks for names"),
            tr("Open a page it has not opened lately. Nothing? Switch off the VPN or “Private DNS” on the phone; you "
               "can go on without.")},
        {tr("It fetched the certificate"),
            tr("Point the phone's camera at the code, or type the address into its browser. Does the page not open? "
               "Mobile data off, and http, not https. Installed it another time? Then just open a page.")},
        {tr("An app trusts it"),
            tr("Install what was fetched, then open a page in the phone's browser. Nothing? Close the browser and "
               "open it again.")},
        {tr("First request decrypted"),
            tr("Open a page in the phone's browser. Browsers trust what you install; many "
               "other apps do not, and then pass untouched.")},
    }};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        m_marks[i] = new StepMark(theme, texts[i].first, texts[i].second);
        right->addWidget(m_marks[i]);
    }
    m_refused = text(Theme::Role::soft, theme.body());
    right->addSpacing(8);
    right->addWidget(m_refused);
    right->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(32);
    row->addLayout(left);
    row->addLayout(right, 1);
    body()->addLayout(row);
    body()->addStretch(1);
    connect(&state, &InterceptionState::changed, this, &CertificatePage::refresh);
}

void CertificatePage::enter()
{
    m_left = false;
    setLead(
        tr("Decrypting is on. What apps say is readable once the phone trusts this computer's certificate: a minute "
           "on the phone, once."));
    refresh();
}

void CertificatePage::refresh()
{
    if (m_code->text() != m_state.pageUrl())
        m_code->setText(m_state.pageUrl(), tr("Code that opens %1").arg(m_state.pageUrl()));
    m_address->setText(m_state.pageUrl());
    showReached(m_marks, [this](std::size_t step) { return m_state.reached(static_cast<Step>(step)); });
    const auto &refused = m_state.refused();
    m_refused->setVisible(!refused.empty());
    QStringList names;
    for (auto host = refused.rbegin(); host != refused.rend() && names.size() < mostNames; ++host)
        names << host->name;
    m_refused->setText(tr("The certificate was refused for %1. Such apps pass untouched from then on.")
                           .arg(names.join(QStringLiteral(", "))));
    emit changed();
    if (m_state.reached(Step::decrypted) && isVisible() && !std::exchange(m_left, true))
        emit goOnWanted();
}

QString CertificatePage::goOnText() const
{
    return tr("Show the timeline");
}

} // namespace telltale::watch

#include "moc_certificate_page.cpp"
