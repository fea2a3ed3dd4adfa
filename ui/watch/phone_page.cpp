// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/phone_page.h"

#include "watch/choice_list.h"

#include <QVBoxLayout>

#include <algorithm>

namespace telltale::watch {

using bridge::Phone;

namespace {

const QString allKey = QStringLiteral("all");

Choice choiceOf(const Phone &phone)
{
    QStringList facts;
    if (!phone.name.isEmpty() && !phone.addresses.isEmpty())
        facts << phone.addresses.first();
    if (phone.privateMac)
        facts << PhonePage::tr("%1, a private address that phones make up").arg(phone.mac);
    else
        facts << (phone.vendor.isEmpty() ? phone.mac : PhonePage::tr("%1, made by %2").arg(phone.mac, phone.vendor));
    return {phone.mac, phone.title(), facts.join(QStringLiteral(" · ")),
        phone.reachable ? PhonePage::tr("here now") : PhonePage::tr("was here"), true, phone.reachable};
}

} // namespace

PhonePage::PhonePage(const bridge::Theme &theme, Draft &draft, Look look)
    : WizardPage(theme, tr("Which phone?"))
    , m_draft(draft)
    , m_look(std::move(look))
{
    m_list = new ChoiceList(theme);
    m_list->setAccessibleName(tr("Phones"));
    body()->addWidget(m_list, 1);
    connect(m_list, &ChoiceList::chosenChanged, this, &PhonePage::choose);
    connect(m_list, &ChoiceList::doubleClicked, this, &PhonePage::goOnWanted);
}

void PhonePage::enter()
{
    setLead(tr("Seen behind %1. Others on the same network are left alone.").arg(m_draft.interface.name));
    const QString before = m_draft.phone ? m_draft.phone->mac : QString();
    fill();
    if (!before.isEmpty())
        m_list->choose(before);
    choose();
}

void PhonePage::lookAgain()
{
    for (const bridge::Interface &interface : m_look()) {
        if (interface.name == m_draft.interface.name)
            m_draft.interface = interface;
    }
    fill();
}

void PhonePage::fill()
{
    std::vector<Choice> choices;
    for (const Phone &phone : m_draft.interface.phones)
        choices.push_back(choiceOf(phone));
    choices.push_back(
        {allKey, tr("All of them"), tr("Everything that passes on %1").arg(m_draft.interface.name), {}, true});
    m_list->setChoices(choices);
}

void PhonePage::choose()
{
    const auto &phones = m_draft.interface.phones;
    const auto found = std::find_if(
        phones.begin(), phones.end(), [key = m_list->chosen()](const Phone &phone) { return phone.mac == key; });
    m_draft.phone = found == phones.end() ? std::nullopt : std::optional(*found);
    emit changed();
}

QWidget *PhonePage::first()
{
    return m_list;
}

} // namespace telltale::watch

#include "moc_phone_page.cpp"
