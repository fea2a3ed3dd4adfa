// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/data_folder.h"
#include "shell/main_window.h"
#include "telltale/command_line.h"
#include "telltale/grabber.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>

#include <cstdio>
#include <memory>

namespace {

using namespace telltale;

void speak(QTranslator &translator, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty()) {
        QLocale::setDefault(locale);
        QGuiApplication::setLayoutDirection(locale.textDirection());
    }
    if (translator.load(locale, QStringLiteral("telltale"), QStringLiteral("_"),
            bridge::dataFolder(QStringLiteral("translations"))))
        QCoreApplication::installTranslator(&translator);
}

void begin(shell::MainWindow &window, const app::CommandLine &line)
{
    window.analysis().setKeyLogs(line.keyLogs);
    window.setWatchDefaults(line.watch);
    if (line.demo)
        window.playDemo(line.speed);
    else if (!line.file.isEmpty())
        window.analysis().open(line.file);
    else if (!line.watch.interface.isEmpty())
        window.startWatch(line.watch);
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto line = app::readCommandLine(arguments);
    if (!line) {
        std::fprintf(stderr, "telltale: %s\n", line.error().text().c_str());
        return 1;
    }
    if (line.value().help || line.value().version) {
        std::fputs(line.value().help ? qPrintable(app::usage()) : "telltale " TELLTALE_VERSION "\n", stdout);
        return 0;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("telltale"));
    QApplication::setApplicationDisplayName(QStringLiteral("Telltale"));
    QApplication::setDesktopFileName(QStringLiteral("telltale"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    QTranslator translator;
    speak(translator, line.value().language);
    shell::MainWindow window(line.value().theme);
    if (!line.value().size.isEmpty())
        window.resize(line.value().size);
    window.show();
    begin(window, line.value());
    std::unique_ptr<app::Grabber> grabber;
    if (!line.value().grab.isEmpty())
        grabber = std::make_unique<app::Grabber>(window, line.value().grab, line.value().grabAfter);
    return QApplication::exec();
}
