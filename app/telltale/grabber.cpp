// SPDX-License-Identifier: GPL-3.0-or-later
#include "telltale/grabber.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace telltale::app {

namespace {
constexpr int usualWait = 3000; // ms
constexpr int settleTime = 600; // ms: the inspector opens the payload, charts draw their last frame
} // namespace

Grabber::Grabber(shell::MainWindow &window, const QString &file, std::optional<double> after)
    : m_window(window)
    , m_file(file)
{
    QTimer::singleShot(after ? static_cast<int>(*after * 1000) : usualWait, this, &Grabber::settle);
    if (!after)
        connect(&window.analysis(), &bridge::AnalysisBridge::finished, this, &Grabber::settle);
}

void Grabber::settle()
{
    if (std::exchange(m_settling, true))
        return;
    m_window.selectFirstLeak();
    QTimer::singleShot(settleTime, this, &Grabber::save);
}

void Grabber::save()
{
    const bool saved = m_window.grab().save(m_file);
    if (!saved)
        std::fprintf(stderr, "telltale: The picture %s could not be written.\n", qPrintable(m_file));
    QCoreApplication::exit(saved ? 0 : 1);
}

} // namespace telltale::app

#include "moc_grabber.cpp"
