// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/user_settings.h"

namespace telltale::shell {

namespace {

const QString askPhoneKey = QStringLiteral("watch/ask-phone");
const QString countryDatabaseKey = QStringLiteral("recipients/country-database");

} // namespace

QSettings userSettings()
{
    return QSettings(
        QSettings::IniFormat, QSettings::UserScope, QStringLiteral("telltale"), QStringLiteral("telltale"));
}

bool asksPhone()
{
    return userSettings().value(askPhoneKey, true).toBool();
}

void setAsksPhone(bool asks)
{
    userSettings().setValue(askPhoneKey, asks);
}

QString countryDatabase()
{
    return userSettings().value(countryDatabaseKey).toString();
}

void setCountryDatabase(const QString &file)
{
    if (file.isEmpty())
        userSettings().remove(countryDatabaseKey);
    else
        userSettings().setValue(countryDatabaseKey, file);
}

} // namespace telltale::shell
