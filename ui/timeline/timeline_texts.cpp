// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_texts.h"

#include "models/units.h"

#include <QCoreApplication>

namespace telltale::timeline {

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Timeline", text, nullptr, count);
}

QString plain(const std::string &text)
{
    constexpr qsizetype longest = 90;
    QString shown = QString::fromStdString(text);
    if (shown.size() > longest)
        shown = shown.left(longest - 1) + QChar(0x2026);
    return shown.toHtmlEscaped();
}

/// Path and query of an address, without the host that stands beside it.
std::string target(const session::Exchange &exchange)
{
    const auto scheme = exchange.url.find("://");
    const auto path = scheme == std::string::npos ? scheme : exchange.url.find_first_of("/?", scheme + 3);
    return path == std::string::npos ? exchange.url : exchange.url.substr(path);
}

QString leaksText(const bridge::SessionStore &store, std::size_t row)
{
    QString text;
    int shown = 0;
    constexpr int most = 3;
    const auto &leaks = store.leaksOf(row);
    for (const auto leakRow : leaks) {
        if (++shown > most)
            break;
        const auto &leak = store.leaks()[leakRow];
        text += QStringLiteral("<br><b>%1 %2: \u201c%3\u201d</b>")
                    .arg(QChar(0x25c9), plain(leak.label.empty() ? tr("leak").toStdString() : leak.label),
                        plain(leak.value));
    }
    if (const auto more = static_cast<int>(leaks.size()) - most; more > 0)
        text += QStringLiteral("<br>") + tr("and %n more", more);
    return text;
}

QString head(base::Timestamp time, const QString &app)
{
    return QStringLiteral("<b>%1</b> · %2").arg(models::timeText(time), app.toHtmlEscaped());
}

} // namespace

QString markText(const bridge::SessionStore &store, const LaneSet &lanes, const Hit &hit)
{
    const QString app = lanes.lane(hit.lane).name;
    QString text = QStringLiteral("<div style='white-space:pre-wrap'>") + head(hit.time, app);
    if (hit.kind == Hit::Kind::unread) {
        const auto &connection = store.connections()[hit.row];
        const auto host = connection.host.empty() ? connection.responder.ip.text() : connection.host;
        return text + QStringLiteral("<br>") + plain(host) + QStringLiteral("<br>")
            + tr("connection not decrypted, %1 sent").arg(models::bytesText(connection.bytesSent))
            + QStringLiteral("</div>");
    }
    const auto &exchange = store.exchanges()[hit.row];
    text += QStringLiteral("<br>") + plain(exchange.host);
    if (!exchange.recipient.organisation.empty())
        text += QStringLiteral(" · ") + plain(exchange.recipient.organisation);
    text += QStringLiteral("<br>") + plain(exchange.method + ' ' + target(exchange)) + QStringLiteral("<br>");
    text +=
        exchange.request.size == 0 ? tr("no body sent") : tr("%1 sent").arg(models::bytesText(exchange.request.size));
    if (exchange.status)
        text += QStringLiteral(" · ") + tr("answered %1").arg(*exchange.status);
    if (exchange.incognito)
        text += QStringLiteral(" · ") + tr("in private browsing");
    return text + leaksText(store, hit.row) + QStringLiteral("</div>");
}

QString laneText(const bridge::Lane &lane)
{
    QString text = QStringLiteral("<b>%1</b><br>").arg(lane.name.toHtmlEscaped());
    text += lane.exchanges == 1 ? tr("1 request") : tr("%n requests", static_cast<int>(lane.exchanges));
    text += QStringLiteral(" · ") + tr("%1 sent").arg(models::bytesText(lane.bytesSent));
    if (lane.leaks > 0)
        text += QStringLiteral(" · ") + (lane.leaks == 1 ? tr("1 leak") : tr("%n leaks", static_cast<int>(lane.leaks)));
    return text + QStringLiteral("<br>")
        + tr("Height: bytes sent, on a logarithmic scale up to 300 kB. Hollow bars: not decrypted.");
}

QString timelineText(const bridge::SessionStore &store, const LaneSet &lanes)
{
    if (lanes.shown().empty())
        return tr("No requests yet.");
    QStringList parts;
    for (const auto lane : lanes.shown()) {
        const auto &shown = store.lanes()[lane];
        parts << tr("%1: %2 requests, %3 sent, %4 leaks")
                     .arg(shown.name)
                     .arg(shown.exchanges)
                     .arg(models::bytesText(shown.bytesSent))
                     .arg(shown.leaks);
    }
    return parts.join(QStringLiteral("; "));
}

} // namespace telltale::timeline
