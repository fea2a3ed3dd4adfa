// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace telltale::bridge {

/// Folder of the installed data ("rules", "demo"): beside the program in the source tree's build
/// folders, in ../share/telltale when installed, or where $TELLTALE_DATA says. Empty if missing.
[[nodiscard]] QString dataFolder(const QString &name);

/// The bundled capture; empty if this copy has none.
[[nodiscard]] QString demoCapture();

/// The key log that belongs to the bundled capture; empty where its keys are inside it.
[[nodiscard]] QString demoKeyLog();

} // namespace telltale::bridge
