// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "bridge/theme.h"
#include "bridge/watch_plan.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace telltale::app {

/// What the desktop program was asked for (CONTRACT, "telltale").
struct CommandLine {
    bool demo = false;
    double speed = 1.0;
    QString file; ///< capture or session; empty for none
    QStringList keyLogs;
    bridge::WatchPlan watch; ///< its interface is empty: nothing is watched from the start
    QString grab; ///< picture to save; empty for none
    std::optional<double> grabAfter; ///< seconds; without it when the analysis ends, or after 3 s
    QSize size; ///< empty for the usual one
    QString language; ///< empty for the system's
    bridge::Theme::Mode theme = bridge::Theme::Mode::system;
    bool help = false;
    bool version = false;
};

/// @param arguments without the program's name. The error is one sentence.
[[nodiscard]] base::Result<CommandLine> readCommandLine(const QStringList &arguments);

[[nodiscard]] QString usage();

} // namespace telltale::app
