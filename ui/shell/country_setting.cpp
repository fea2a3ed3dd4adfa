// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/country_setting.h"

#include "bridge/country_database.h"
#include "shell/user_settings.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace telltale::shell {

using bridge::Theme;

CountrySetting::CountrySetting(const Theme &theme, Choose choose, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_choose(std::move(choose))
    , m_state(new QLabel)
    , m_problem(new QLabel)
    , m_other(new QPushButton(tr("Choose a database…")))
    , m_own(new QPushButton(tr("Use Telltale's own")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    m_state->setObjectName(QStringLiteral("countryState"));
    m_problem->setObjectName(QStringLiteral("countryProblem"));
    m_other->setObjectName(QStringLiteral("chooseCountries"));
    m_other->setToolTip(
        tr("A MaxMind database (.mmdb), of MaxMind or of anyone who publishes in that format. It is read "
           "on this computer; nobody is asked where an address is."));
    m_own->setObjectName(QStringLiteral("ownCountries"));
    for (QLabel *label : {m_state, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_problem->setStyleSheet(QStringLiteral("color: %1").arg(m_theme.color(Theme::Role::soft).name()));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {m_other, m_own}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    connect(m_other, &QPushButton::clicked, this, &CountrySetting::choose);
    connect(m_own, &QPushButton::clicked, this, [this] {
        setCountryDatabase({});
        showState();
    });
    showState();
}

void CountrySetting::choose()
{
    const QString file = m_choose ? m_choose()
                                  : QFileDialog::getOpenFileName(this, tr("Choose a database of countries"), {},
                                      tr("MaxMind databases (*.mmdb);;All files (*)"));
    if (file.isEmpty())
        return;
    const bridge::CountryDatabase found = bridge::lookAtCountryDatabase(file);
    if (!found.problem.isEmpty()) {
        m_problem->setText(found.problem);
        m_problem->show();
        return;
    }
    setCountryDatabase(file);
    showState();
}

void CountrySetting::showState()
{
    const QString file = countryDatabase();
    const bridge::CountryDatabase used = bridge::lookAtCountryDatabase(file);
    m_own->setEnabled(!file.isEmpty());
    m_problem->setText(used.problem);
    m_problem->setVisible(!used.problem.isEmpty());
    if (file.isEmpty())
        m_state->setText(tr("Telltale's own table says in which country a server stands: %1.")
                             .arg(used.name.isEmpty() ? tr("none") : used.name));
    else
        m_state->setText(tr("Your database says in which country a server stands: %1, %2.")
                             .arg(used.name.isEmpty() ? tr("none") : used.name, QDir::toNativeSeparators(file)));
}

} // namespace telltale::shell

#include "moc_country_setting.cpp"
