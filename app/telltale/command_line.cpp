// SPDX-License-Identifier: GPL-3.0-or-later
#include "telltale/command_line.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace telltale::app {

namespace {

base::Error wrong(const QString &sentence)
{
    return {base::ErrorKind::usage, sentence.toStdString(), {}};
}

bool readPositive(const QString &text, double &value)
{
    bool ok = false;
    value = text.toDouble(&ok);
    return ok && value >= 0 && value < 1e6;
}

/// Takes one option's value into @p line; gives the sentence that says what is wrong, if anything.
QString take(CommandLine &line, const QString &option, const QString &value)
{
    if (option == QLatin1String("--speed"))
        return readPositive(value, line.speed) && line.speed > 0 ? QString()
                                                                 : QStringLiteral("--speed takes a number above 0.");
    if (option == QLatin1String("--grab-after")) {
        double seconds = 0;
        if (!readPositive(value, seconds))
            return QStringLiteral("--grab-after takes seconds, for example 2.5.");
        line.grabAfter = seconds;
    } else if (option == QLatin1String("--size")) {
        static const QRegularExpression size(QStringLiteral("^([1-9][0-9]{1,4})x([1-9][0-9]{1,4})$"));
        const auto match = size.match(value);
        if (!match.hasMatch())
            return QStringLiteral("--size takes width and height, for example 1440x900.");
        line.size = {match.captured(1).toInt(), match.captured(2).toInt()};
    } else if (option == QLatin1String("--theme")) {
        if (value != QLatin1String("light") && value != QLatin1String("dark"))
            return QStringLiteral("--theme is light or dark.");
        line.theme = value == QLatin1String("dark") ? bridge::Theme::Mode::dark : bridge::Theme::Mode::light;
    } else if (option == QLatin1String("--keylog")) {
        if (!QFileInfo::exists(value))
            return QStringLiteral("The key log %1 does not exist.").arg(value);
        line.keyLogs << value;
    } else if (option == QLatin1String("--upstream-ca")) {
        if (!QFileInfo::exists(value))
            return QStringLiteral("The file %1 with further trust anchors does not exist.").arg(value);
        line.watch.upstreamAuthorities << value;
    } else if (option == QLatin1String("--watch")) {
        line.watch.interface = value;
    } else if (option == QLatin1String("--station")) {
        line.watch.stations << value;
        line.watch.stationName = line.watch.stations.join(QStringLiteral(", "));
    } else if (option == QLatin1String("--session")) {
        line.watch.sessionFolder = value;
    } else if (option == QLatin1String("--ca-dir")) {
        line.watch.authorityFolder = value;
    } else if (option == QLatin1String("--grab")) {
        line.grab = value;
    } else if (option == QLatin1String("--language")) {
        line.language = value;
    }
    return {};
}

} // namespace

base::Result<CommandLine> readCommandLine(const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("--speed"), QStringLiteral("--keylog"), QStringLiteral("--grab"),
        QStringLiteral("--grab-after"), QStringLiteral("--size"), QStringLiteral("--language"),
        QStringLiteral("--theme"), QStringLiteral("--watch"), QStringLiteral("--station"), QStringLiteral("--session"),
        QStringLiteral("--upstream-ca"), QStringLiteral("--ca-dir")};
    CommandLine line;
    bool onlyFiles = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString option = arguments[i];
        if (onlyFiles || !option.startsWith(QLatin1String("--"))) {
            if (!line.file.isEmpty())
                return wrong(
                    QStringLiteral("Only one capture or session can be opened: %1 is one too many.").arg(option));
            line.file = option;
            continue;
        }
        const qsizetype equals = option.indexOf(QLatin1Char('='));
        QString value = equals < 0 ? QString() : option.mid(equals + 1);
        if (equals >= 0)
            option.truncate(equals);
        if (option == QLatin1String("--")) {
            onlyFiles = true;
        } else if (option == QLatin1String("--demo")) {
            line.demo = true;
        } else if (option == QLatin1String("--decrypt")) {
            line.watch.decrypt = true;
        } else if (option == QLatin1String("--help")) {
            line.help = true;
        } else if (option == QLatin1String("--version")) {
            line.version = true;
        } else if (!withValue.contains(option)) {
            return wrong(QStringLiteral("There is no option %1; telltale --help lists them.").arg(option));
        } else {
            if (equals < 0 && i + 1 >= arguments.size())
                return wrong(QStringLiteral("%1 takes a value.").arg(option));
            if (equals < 0)
                value = arguments[++i];
            if (const QString problem = take(line, option, value); !problem.isEmpty())
                return wrong(problem);
        }
    }
    if (line.demo && !line.file.isEmpty())
        return wrong(QStringLiteral("Either --demo or a capture, not both."));
    const bool watching = !line.watch.interface.isEmpty();
    if (watching && (line.demo || !line.file.isEmpty()))
        return wrong(QStringLiteral("Either --watch, --demo or a capture."));
    if (!watching && (line.watch.decrypt || !line.watch.stations.isEmpty() || !line.watch.sessionFolder.isEmpty()))
        return wrong(QStringLiteral("--decrypt, --station and --session go with --watch."));
    return line;
}

QString usage()
{
    return QStringLiteral(
        "telltale [--demo [--speed N]] [CAPTURE | SESSION] [--keylog FILE]... [--grab FILE.png [--grab-after "
        "SECONDS]]\n"
        "         [--size WxH] [--language xx] [--theme light|dark]\n"
        "telltale --watch IFACE [--station IP|MAC]... [--decrypt] [--session DIR]\n"
        "\n"
        "  --demo           play the bundled capture as if it were live; --speed N times faster\n"
        "  --keylog FILE    NSS key log that opens the capture; repeatable\n"
        "  --watch IFACE    watch this interface from the start; --station: only this phone, repeatable\n"
        "  --decrypt        end the phone's encrypted connections here and open them again (see the wizard)\n"
        "  --session DIR    record into this folder instead of a new one in ~/Telltale\n"
        "  --upstream-ca FILE, --ca-dir DIR   while decrypting: further trust anchors for servers, and the\n"
        "                   folder of the certificate authority\n"
        "  --grab FILE.png  save the window as a picture and quit, when the analysis has ended or after 3 s;\n"
        "                   --grab-after SECONDS says when instead\n"
        "  --size WxH       size of the window\n"
        "  --language xx    language of the texts\n"
        "  --theme NAME     light or dark instead of the system's choice\n");
}

} // namespace telltale::app
