// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/shown_rules.h"

#include "bridge/data_folder.h"
#include "rules/rules_folder.h"

#include <QCoreApplication>

#include <memory>

namespace telltale::bridge {

const rules::RuleSet *shownRules()
{
    static const std::shared_ptr<const rules::RuleSet> rules = [] {
        const QString folder = dataFolder(QStringLiteral("rules"));
        auto loaded = rules::loadRules(folder.isEmpty() ? rules::defaultRulesFolder() : folder.toStdString());
        return loaded ? loaded.value() : nullptr;
    }();
    return rules.get();
}

QString countryName(const std::string &code)
{
    const rules::RuleSet *rules = code.empty() ? nullptr : shownRules();
    return QString::fromStdString(rules ? rules->countryName(code) : code);
}

QString organisationText(const session::Recipient &recipient)
{
    const QString name = QString::fromStdString(recipient.organisation);
    const QString country = countryName(recipient.country);
    if (name.isEmpty() || country.isEmpty())
        return name + country;
    return QStringLiteral("%1 (%2)").arg(name, country);
}

QString serverText(const session::Recipient &recipient)
{
    const QString country = countryName(recipient.serverCountry);
    if (country.isEmpty() || recipient.serverSource.empty())
        return country;
    return QCoreApplication::translate("telltale::bridge", "%1, by %2")
        .arg(country, QString::fromStdString(recipient.serverSource));
}

} // namespace telltale::bridge
