// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/decision_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace telltale::watch {

using bridge::Theme;

DecisionPage::DecisionPage(const Theme &theme, Draft &draft, Examine examine)
    : WizardPage(theme, tr("How much do you want to see?"))
    , m_draft(draft)
{
    m_cards = new QWidget;
    auto *row = new QHBoxLayout(m_cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_names = card(QStringLiteral("namesOnly"), tr("Names only"),
        {tr("Who the phone talks to, when, and how much."), tr("What is inside stays encrypted."),
            tr("The phone needs no preparation, and nothing on its way changes.")});
    m_decrypt = card(QStringLiteral("decrypt"), tr("Decrypt"),
        {tr("What apps say: addresses, searches, identifiers."),
            tr("This computer ends the phone's encrypted connections and opens new ones to the servers."),
            tr("The phone needs a certificate, which the next page gives it. Remove it afterwards."),
            tr("Behaviour changes: QUIC is refused, so apps use TCP. Apps that accept only their own certificate "
               "fail once, then go through untouched."),
            tr("Only with the consent of the phone's owner.")});
    body()->addWidget(m_cards);
    m_obstacles = new ObstacleList(theme, std::move(examine));
    body()->addWidget(m_obstacles);
    body()->addStretch(1);
    connect(m_decrypt, &QPushButton::toggled, this, [this](bool on) {
        m_draft.decrypt = on;
        emit changed();
    });
}

QPushButton *DecisionPage::card(const QString &name, const QString &title, const QStringList &facts)
{
    auto *button = new QPushButton;
    button->setObjectName(name);
    button->setProperty("card", true);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAccessibleName(title);
    button->setAccessibleDescription(facts.join(QLatin1Char(' ')));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
    auto *column = new QVBoxLayout(button);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    QFont large = theme().bold();
    large.setPixelSize(15);
    std::vector<QLabel *> labels{text(Theme::Role::ink, large)};
    labels.front()->setText(title);
    for (const QString &fact : facts) {
        labels.push_back(text(Theme::Role::soft, theme().body()));
        labels.back()->setText(fact);
    }
    for (QLabel *label : labels) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents); // the card is what is pressed
        column->addWidget(label);
    }
    column->addStretch(1);
    m_cards->layout()->addWidget(button);
    return button;
}

void DecisionPage::enter()
{
    const QString where = m_draft.interface.name;
    setLead(m_draft.phone
            ? tr("Watching %1 on %2. Everything stays on this computer.").arg(m_draft.phone->title(), where)
            : tr("Watching all devices on %1. Everything stays on this computer.").arg(where));
    m_obstacles->examine(where);
    (m_draft.decrypt ? m_decrypt : m_names)->setChecked(true);
}

QString DecisionPage::goOnText() const
{
    return m_draft.decrypt ? tr("Watch and decrypt") : tr("Watch");
}

QWidget *DecisionPage::first()
{
    return m_draft.decrypt ? m_decrypt : m_names;
}

} // namespace telltale::watch

#include "moc_decision_page.cpp"
