// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/main_window.h"

#include <QObject>
#include <QString>

#include <optional>

namespace telltale::app {

/// Saves the window as a picture once there is something to see, and ends the program: 0 when the
/// picture was written, 1 with a sentence on standard error when not.
class Grabber final : public QObject {
    Q_OBJECT
public:
    /// @param after  seconds to wait; nothing: until the analysis has ended, at most 3 s
    Grabber(shell::MainWindow &window, const QString &file, std::optional<double> after);

private:
    void settle();
    void save();

    shell::MainWindow &m_window;
    QString m_file;
    bool m_settling = false;
};

} // namespace telltale::app
