// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace telltale::bridge {

/// Where recordings of the window stand: "Telltale" in the user's home folder.
[[nodiscard]] QString recordingsFolder();

/// A folder below @p parent that is not there yet: "2026-11-22 10.45.07 hs0". Nothing is made.
[[nodiscard]] QString newSessionFolder(const QString &parent, const QString &interface, const QDateTime &time);

/// When something was last written into a session folder; nothing where there is none.
[[nodiscard]] std::optional<QDateTime> lastWritten(const QString &folder);

/// Deletes what a recording consists of (CONTRACT, session folder), and the folder where nothing else
/// is in it. False when something of it is still there.
[[nodiscard]] bool deleteSession(const QString &folder);

} // namespace telltale::bridge
