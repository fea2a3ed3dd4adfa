// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/style_sheet.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QRegularExpression>
#include <QSvgRenderer>

#include <array>

// A static library's resources are only there once they were asked for.
static void useResources()
{
    Q_INIT_RESOURCE(shell);
}

namespace telltale::shell {

namespace {

QByteArray resource(const QString &path)
{
    useResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString css(const QColor &colour)
{
    return QStringLiteral("rgba(%1,%2,%3,%4)")
        .arg(colour.red())
        .arg(colour.green())
        .arg(colour.blue())
        .arg(colour.alpha());
}

} // namespace

QString styleSheet(const bridge::Theme &theme)
{
    using Role = bridge::Theme::Role;
    static const std::array<std::pair<const char *, Role>, 15> roles{{{"@bg", Role::bg}, {"@pane", Role::pane},
        {"@line", Role::line}, {"@ink", Role::ink}, {"@soft", Role::soft}, {"@faint", Role::faint},
        {"@accent", Role::accent}, {"@leakbg", Role::leakBg}, {"@leak", Role::leak}, {"@privbg", Role::privBg},
        {"@priv", Role::priv}, {"@ok", Role::ok}, {"@sel", Role::sel}, {"@hl", Role::hl}, {"@onFill", Role::onFill}}};
    QString sheet = QString::fromUtf8(resource(QStringLiteral(":/themes/window.qss")));
    sheet.replace(QStringLiteral("@shade"), theme.dark() ? QStringLiteral("dark") : QStringLiteral("light"));
    for (const auto &[name, role] : roles)
        sheet.replace(QRegularExpression(QLatin1String(name) + QStringLiteral("\\b")), css(theme.color(role)));
    return sheet;
}

QIcon icon(const QString &name, const QColor &colour)
{
    QByteArray picture = resource(QStringLiteral(":/icons/%1.svg").arg(name));
    picture.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(picture);
    QIcon result;
    for (const int size : {16, 24, 32, 48}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace telltale::shell
