// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>

namespace telltale::shell {

/// What the user decided, kept in telltale/telltale.ini of their configuration folder.
[[nodiscard]] QSettings userSettings();

/// The phone is asked over ADB, where one is there, which app sends what. Yes unless the user said no.
[[nodiscard]] bool asksPhone();
void setAsksPhone(bool asks);

/// The user's database of the countries of servers; empty for the one that came with the program.
[[nodiscard]] QString countryDatabase();
void setCountryDatabase(const QString &file);

} // namespace telltale::shell
