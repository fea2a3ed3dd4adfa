// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/source_page.h"

#include "watch/choice_list.h"

#include <QVBoxLayout>

#include <algorithm>

namespace telltale::watch {

using bridge::Interface;
using bridge::Theme;

namespace {

const QString startKey = QStringLiteral("start a hotspot");
const QString pcapdroidKey = QStringLiteral("pcapdroid");

QString roleText(const Interface &interface)
{
    using Role = Interface::Role;
    switch (interface.role) {
    case Role::hotspot:
        return SourcePage::tr("Wi-Fi hotspot of this computer");
    case Role::usb:
        return SourcePage::tr(
            "Phone on the USB cable; share this computer's connection with it, else little passes here");
    case Role::shared:
        return SourcePage::tr("Shares this computer's connection");
    case Role::wifi:
        return SourcePage::tr("Wi-Fi, no hotspot: only this computer's own traffic passes here");
    case Role::machine:
        return SourcePage::tr("For virtual machines and containers");
    case Role::other:
        break;
    }
    return SourcePage::tr("This computer's own way to a network");
}

QString phonesText(const Interface &interface)
{
    if (interface.phones.empty())
        return SourcePage::tr("nobody behind it yet");
    if (interface.phones.size() == 1)
        return SourcePage::tr("behind it: %1").arg(interface.phones.front().title());
    return SourcePage::tr("%1 devices behind it").arg(interface.phones.size());
}

Choice choiceOf(const Interface &interface, const AccessPoint *accessPoint, bool recommended)
{
    const auto shared = accessPoint ? accessPoint->sharedAs(interface.name) : std::nullopt;
    const bool wifi = interface.role == Interface::Role::hotspot;
    QStringList facts{
        wifi && shared ? SourcePage::tr("Wi-Fi hotspot “%1” of this computer").arg(*shared) : roleText(interface)};
    if (!interface.up)
        facts << SourcePage::tr("switched off");
    else if (interface.addresses.isEmpty())
        facts << SourcePage::tr("no address");
    else if (interface.ready())
        facts << phonesText(interface);
    return {interface.name, interface.name, facts.join(QStringLiteral(" · ")),
        recommended ? SourcePage::tr("recommended") : QString(), true};
}

} // namespace

SourcePage::SourcePage(const Theme &theme, Draft &draft, Look look, const AccessPoint *accessPoint)
    : WizardPage(theme, tr("Where is the phone?"))
    , m_draft(draft)
    , m_look(std::move(look))
    , m_accessPoint(accessPoint)
{
    setLead(
        tr("Telltale sees what passes through this computer, so the phone has to reach the internet through it, or has "
           "to send what it sees itself. What is seen stays on this computer."));
    m_list = new ChoiceList(theme);
    m_list->setAccessibleName(tr("Networks of this computer"));
    body()->addWidget(m_list, 1);
    connect(m_list, &ChoiceList::chosenChanged, this, &SourcePage::choose);
    connect(m_list, &ChoiceList::doubleClicked, this, &SourcePage::goOnWanted);
    if (m_accessPoint)
        connect(m_accessPoint, &AccessPoint::changed, this, &SourcePage::lookAgain);
}

void SourcePage::enter()
{
    lookAgain();
    if (!m_draft.interface.name.isEmpty())
        m_list->choose(m_draft.interface.name);
    choose();
}

void SourcePage::lookAgain()
{
    m_interfaces = m_look();
    const bool anyReady = !m_interfaces.empty() && m_interfaces.front().ready();
    std::vector<Choice> choices;
    for (const Interface &interface : m_interfaces)
        choices.push_back(choiceOf(interface, m_accessPoint, choices.empty() && anyReady));
    const Choice pcapdroid{pcapdroidKey, tr("PCAPdroid on the phone…"),
        tr("An app on the phone sends what it sees, and names the apps; no hotspot needed"), {}, true};
    choices.insert(choices.begin() + (anyReady ? 1 : 0), pcapdroid);
    if (m_accessPoint) {
        const QString reason = m_accessPoint->unavailableReason();
        const Choice start{startKey, tr("Start a hotspot…"),
            reason.isEmpty() ? tr("Make this computer's Wi-Fi a network that the phone joins") : reason,
            !anyReady && reason.isEmpty() ? tr("recommended") : QString(), reason.isEmpty()};
        const bool lead = !anyReady && start.enabled;
        choices.insert(lead ? choices.begin() : choices.begin() + (anyReady ? 1 : 0), start);
    }
    m_list->setChoices(choices);
    choose();
}

void SourcePage::choose()
{
    const auto found = std::find_if(m_interfaces.begin(), m_interfaces.end(),
        [key = m_list->chosen()](const Interface &interface) { return interface.name == key; });
    if (found != m_interfaces.end())
        m_draft.interface = *found;
    else if (pcapdroidWanted())
        m_draft.interface = {}; // and coming back finds it chosen still
    emit changed();
}

bool SourcePage::canGoOn() const
{
    return !m_list->chosen().isEmpty();
}

bool SourcePage::startWanted() const
{
    return m_list->chosen() == startKey;
}

bool SourcePage::pcapdroidWanted() const
{
    return m_list->chosen() == pcapdroidKey;
}

QWidget *SourcePage::first()
{
    return m_list;
}

} // namespace telltale::watch

#include "moc_source_page.cpp"
