// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/country_database.h"

#include "attribution/country_source.h"

#include <QCoreApplication>

namespace telltale::bridge {

CountryDatabase lookAtCountryDatabase(const QString &file)
{
    if (file.isEmpty()) {
        const auto table = attribution::bundledCountries();
        if (!table)
            return {{},
                QCoreApplication::translate("telltale::bridge",
                    "The table of countries is missing. Install Telltale whole, or choose a database.")};
        return {QString::fromStdString(table->name()), {}};
    }
    const auto opened = attribution::openCountrySource(file.toStdString());
    if (!opened)
        return {{}, QString::fromStdString(opened.error().text())};
    return {QString::fromStdString(opened.value()->name()), {}};
}

} // namespace telltale::bridge
