// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace telltale::bridge {

/// Files given together, told apart by what is in them.
struct InputFiles {
    QString capture; ///< the first that is no key log; empty if all are
    QStringList keyLogs; ///< NSS key logs
};

[[nodiscard]] InputFiles sortInputs(const QStringList &paths);

} // namespace telltale::bridge
