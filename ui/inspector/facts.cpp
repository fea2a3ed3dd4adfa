// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/facts.h"

#include "bridge/shown_rules.h"
#include "inspector/payload_words.h"
#include "models/by_whom.h"
#include "models/reason_text.h"
#include "models/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace telltale::inspector {

using bridge::Theme;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Inspector", text);
}

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QString dotted(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(QStringLiteral(" · "));
}

QString protocol(session::HttpVersion version)
{
    switch (version) {
    case session::HttpVersion::http10:
        return QStringLiteral("HTTP/1.0");
    case session::HttpVersion::http11:
        return QStringLiteral("HTTP/1.1");
    case session::HttpVersion::h2:
        return QStringLiteral("HTTP/2");
    case session::HttpVersion::h3:
        return QStringLiteral("HTTP/3");
    case session::HttpVersion::unknown:
        break;
    }
    return tr("not known");
}

QString sizeText(const session::Message &message)
{
    if (message.size == 0 && message.headers.size == 0)
        return tr("nothing seen");
    QString shown = models::bytesText(message.size);
    if (message.decodedSize != message.size && message.decodedSize > 0)
        shown += tr(" (%1 unpacked)").arg(models::bytesText(message.decodedSize));
    if (message.gaps)
        shown += tr(", with gaps");
    else if (!message.complete)
        shown += tr(", not complete");
    return shown;
}

/// Which of the app's own code opened the socket, where it was seen on the phone.
QString calledBy(const session::App &app, const session::Connection *connection)
{
    if (app.source != session::AppSource::pirogue || !connection || !connection->stack)
        return {};
    if (!connection->caller.empty())
        return tr("called by %1").arg(text(connection->caller));
    return tr("no frame of the app's own in the stack");
}

QString appText(const std::optional<session::App> &app, const session::Connection *connection)
{
    if (!app)
        return tr("Unknown app, no evidence");
    const auto name = app->name.empty() ? app->package : app->name;
    const auto package = app->name.empty() ? std::string() : app->package;
    return dotted({text(name), text(package), models::sourceText(app->source), models::confidenceText(app->confidence),
        calledBy(*app, connection)});
}

/// The app, and what else is said of who it was.
void addApp(std::vector<Fact> &facts, const std::optional<session::App> &app, const std::vector<session::App> &claims,
    const session::Connection *connection, const bridge::AppIcons &icons)
{
    facts.push_back({tr("App"), appText(app, connection)});
    facts.back().icon = icons.image(bridge::laneKey(app));
    bool first = true;
    for (const session::App &claim : claims) {
        if (app && claim == *app)
            continue;
        facts.push_back(
            {std::exchange(first, false) ? tr("Also said") : QString(), appText(claim, connection), Tone::soft});
    }
}

template <typename Numbers, typename Join>
QString runs(const Numbers &numbers, const QString &between, Join join)
{
    QStringList parts;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i;
        while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1)
            ++end;
        parts << (end == i ? QString::number(numbers[i]) : join(numbers[i], numbers[end]));
        i = end + 1;
    }
    return parts.join(between);
}

void addPackets(std::vector<Fact> &facts, const session::Exchange &exchange)
{
    std::vector<std::uint64_t> all = exchange.request.packets;
    all.insert(all.end(), exchange.response.packets.begin(), exchange.response.packets.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (!all.empty())
        facts.push_back(
            {tr("Packets"), packetRuns(all), Tone::normal, packetFilter(all), tr("Copy as Wireshark filter"), false});
}

/// What the phone was seen to do when it opened the socket, the innermost call first.
void addStack(std::vector<Fact> &facts, const session::Connection &connection)
{
    if (!connection.stack)
        return;
    QStringList frames;
    for (const std::string &frame : *connection.stack)
        frames << text(frame);
    const QString whole = frames.join(QLatin1Char('\n'));
    constexpr qsizetype shown = 6;
    const qsizetype more = frames.size() - shown;
    frames = frames.mid(0, shown);
    if (more > 0)
        frames << tr("and %1 more").arg(more);
    facts.push_back({tr("Stack"), frames.join(QStringLiteral(" ‹ ")), Tone::soft, whole, tr("Copy"), true});
}

void addConnection(std::vector<Fact> &facts, const session::Connection &connection)
{
    addStack(facts, connection);
    if (connection.security == session::Security::none) {
        facts.push_back({tr("Encryption"), tr("none: anyone on the way can read this")});
    } else {
        const QString kind = connection.security == session::Security::quic ? QStringLiteral("QUIC") : QString();
        facts.push_back({tr("Encryption"), dotted({kind, text(connection.tlsVersion), text(connection.cipher)})});
    }
    if (connection.decryption == session::Decryption::full)
        facts.push_back({tr("Decrypted"), tr("all of the connection"), Tone::good});
    else if (connection.decryption == session::Decryption::partial)
        facts.push_back({tr("Decrypted"), tr("in part"), Tone::normal});
    if (connection.reason != session::Reason::none) {
        const auto why = models::reasonText(connection.reason);
        facts.push_back({tr("Not decrypted"), why.words});
        facts.push_back({tr("What next"), why.next, Tone::soft});
    }
    const auto end = [](const net::Endpoint &endpoint) {
        const QString ip = text(endpoint.ip.text());
        return (endpoint.ip.isV6() ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(ip).arg(endpoint.port);
    };
    facts.push_back({tr("Connection"),
        end(connection.originator) + QStringLiteral(" → ") + end(connection.responder)
            + (connection.transport == net::Transport::udp ? QStringLiteral(" · UDP") : QStringLiteral(" · TCP"))});
}

void addRecipient(std::vector<Fact> &facts, const session::Recipient &recipient)
{
    if (!recipient.purpose.empty())
        facts.push_back({tr("Purpose"), text(recipient.purpose)});
    if (const QString where = bridge::serverText(recipient); !where.isEmpty())
        facts.push_back({tr("Server in"), where});
}

/// "can't be read" is said with its reason; what can be read needs no words.
QString readableText(const session::TrackerMatch &tracker)
{
    switch (tracker.readable) {
    case session::Readable::no:
        return tr("can't be read: %1").arg(text(tracker.reason));
    case session::Readable::partly:
        return tr("only partly readable: %1").arg(text(tracker.reason));
    case session::Readable::yes:
        break;
    }
    return {};
}

QString kindText(session::DataKind kind)
{
    switch (kind) {
    case session::DataKind::searchQuery:
        return tr("search");
    case session::DataKind::visitedUrl:
        return tr("address");
    case session::DataKind::identifier:
        return tr("identifier");
    case session::DataKind::location:
        return tr("location");
    case session::DataKind::account:
        return tr("account");
    case session::DataKind::contact:
        return tr("contact");
    case session::DataKind::interaction:
        return tr("interaction");
    case session::DataKind::installedApps:
        return tr("installed apps");
    case session::DataKind::credential:
        return tr("credential");
    case session::DataKind::device:
        return tr("device");
    case session::DataKind::content:
        return tr("content");
    case session::DataKind::time:
        return tr("time");
    }
    return {};
}

FactPlace placeOf(const session::Location &location, const std::vector<std::string> &path, base::ByteRange bytes)
{
    FactPlace place{text(location), {}, bytes};
    for (const std::string &step : path)
        place.path << text(step);
    return place;
}

/// The service a request is for, and what it is sent, as a rule knows both.
void addTracker(std::vector<Fact> &facts, const session::Exchange &exchange)
{
    if (!exchange.tracker)
        return;
    const session::TrackerMatch &tracker = *exchange.tracker;
    facts.push_back({tr("Service"), dotted({text(tracker.service), text(tracker.endpoint), text(tracker.purpose)})});
    if (const QString readable = readableText(tracker); !readable.isEmpty())
        facts.push_back({QString(), readable, Tone::soft});
    bool first = true;
    for (const session::SentData &data : exchange.data) {
        const bool personal = data.kind != session::DataKind::device && data.kind != session::DataKind::time;
        facts.push_back({std::exchange(first, false) ? tr("Data") : QString(),
            QStringLiteral("%1 · %2 · %3").arg(kindText(data.kind), text(data.name), text(data.value)),
            personal ? Tone::normal : Tone::soft, text(data.value), tr("Copy"), false,
            placeOf(data.location, data.path, data.bytes)});
    }
}

/// The leaks of one request were all made by the same.
void addMaker(std::vector<Fact> &facts, const session::Sender &sender)
{
    facts.push_back({tr("By whom"), models::byWhomText(models::byWhom(sender))});
    facts.push_back({QString(), models::byWhomReason(sender), Tone::soft});
}

void addLeaks(std::vector<Fact> &facts, const Subject &subject)
{
    if (!subject.leaks.empty())
        addMaker(facts, subject.leaks.front()->sender);
    for (const auto *leak : subject.leaks) {
        const QString where = dotted({text(leak->label), locationName(text(leak->location))});
        facts.push_back({tr("Leak"), QStringLiteral("“%1”").arg(text(leak->value)), Tone::leak, text(leak->value),
            tr("Copy"), false, placeOf(leak->location, leak->path, leak->bytes)});
        facts.push_back({QString(),
            dotted({where, leak->match == "plain" ? QString() : tr("as %1").arg(text(leak->match))}), Tone::soft});
        if (leak->linkedBy)
            facts.push_back({tr("Joined by"),
                dotted({text(leak->linkedBy->kind), text(leak->linkedBy->value),
                    tr("also sent there outside private browsing")}),
                Tone::priv});
        if (leak->source)
            facts.push_back({leak->kind == session::LeakKind::identifier ? tr("Seen privately") : tr("Learnt from"),
                dotted({text(leak->source->host), models::dateText(leak->source->time)}), Tone::soft});
    }
    std::vector<session::SentIdentifier> seen;
    for (const auto *leak : subject.leaks)
        for (const auto &identifier : leak->identifiers) {
            if (std::find(seen.begin(), seen.end(), identifier) != seen.end())
                continue;
            seen.push_back(identifier);
            facts.push_back({seen.size() == 1 ? tr("Also sent") : QString(),
                text(identifier.kind) + QStringLiteral(" ") + text(identifier.value), Tone::priv});
        }
}

} // namespace

Subject subjectOf(const bridge::SessionStore &store, const std::optional<session::ExchangeId> &id)
{
    Subject subject;
    if (!id)
        return subject;
    if (const auto row = store.rowOf(*id)) {
        subject.exchange = &store.exchanges()[*row];
        for (const auto leak : store.leaksOf(*row))
            subject.leaks.push_back(&store.leaks()[leak]);
    }
    subject.connection = store.connection(id->connection);
    return subject;
}

QString recipientText(const session::Recipient &recipient, const std::string &fallback)
{
    const auto &host = recipient.host.empty() ? fallback : recipient.host;
    return dotted({text(host), bridge::organisationText(recipient)});
}

QString packetRuns(const std::vector<std::uint64_t> &packets)
{
    return runs(
        packets, QStringLiteral(", "), [](auto from, auto to) { return QStringLiteral("%1–%2").arg(from).arg(to); });
}

QString packetFilter(const std::vector<std::uint64_t> &packets)
{
    return QStringLiteral("frame.number in {%1}").arg(runs(packets, QStringLiteral(", "), [](auto from, auto to) {
        return QStringLiteral("%1..%2").arg(from).arg(to);
    }));
}

std::vector<Fact> summaryFacts(const Subject &subject, const bridge::AppIcons &icons)
{
    std::vector<Fact> facts;
    if (const auto *exchange = subject.exchange) {
        facts.push_back({tr("When"), models::dateText(exchange->time)});
        if (exchange->incognito)
            facts.push_back({QString(), tr("in private browsing"), Tone::priv});
        addApp(facts, exchange->app, exchange->appClaims, subject.connection, icons);
        facts.push_back({tr("Recipient"), recipientText(exchange->recipient, exchange->host)});
        addRecipient(facts, exchange->recipient);
        facts.push_back(
            {text(exchange->method), text(exchange->url), Tone::normal, text(exchange->url), tr("Copy"), true});
        addLeaks(facts, subject);
        facts.push_back({tr("Status"), exchange->status ? QString::number(*exchange->status) : tr("no answer seen"),
            exchange->status ? Tone::normal : Tone::soft});
        facts.push_back({tr("Sent"), sizeText(exchange->request)});
        facts.push_back({tr("Received"), sizeText(exchange->response)});
        facts.push_back({tr("Protocol"), protocol(exchange->version)});
    } else if (const auto *connection = subject.connection) {
        facts.push_back({tr("When"), models::dateText(connection->time)});
        addApp(facts, connection->app, connection->appClaims, connection, icons);
        facts.push_back(
            {tr("Recipient"), text(connection->host.empty() ? connection->responder.ip.text() : connection->host)});
        facts.push_back({tr("Sent"), models::bytesText(connection->bytesSent)});
        facts.push_back({tr("Received"), models::bytesText(connection->bytesReceived)});
    }
    if (subject.exchange)
        addTracker(facts, *subject.exchange);
    if (subject.connection)
        addConnection(facts, *subject.connection);
    if (subject.exchange)
        addPackets(facts, *subject.exchange);
    return facts;
}

QString factsHtml(const std::vector<Fact> &facts, const Theme &theme)
{
    const auto name = [&theme](Theme::Role role) { return theme.color(role).name(); };
    const auto colour = [&](Tone tone) {
        switch (tone) {
        case Tone::soft:
            return name(Theme::Role::soft);
        case Tone::good:
            return name(Theme::Role::ok);
        case Tone::leak:
            return name(Theme::Role::leak);
        case Tone::priv:
            return name(Theme::Role::priv);
        case Tone::normal:
            break;
        }
        return name(Theme::Role::ink);
    };
    QString rows;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact &fact = facts[i];
        QString value = fact.value.toHtmlEscaped();
        if (fact.mono)
            value = QStringLiteral("<span style='font-family:\"%1\";font-size:%2px'>%3</span>")
                        .arg(theme.mono().family())
                        .arg(theme.mono().pixelSize())
                        .arg(value);
        if (!fact.icon.isNull())
            value = QStringLiteral("<img src='icon:%1' style='vertical-align:middle'>&nbsp; %2").arg(i).arg(value);
        if (fact.tone == Tone::leak)
            value = QStringLiteral("<b>%1</b>").arg(value);
        // A space before the links, so that a line is broken there and not within a word of theirs.
        bool first = true;
        const auto addLink = [&](const char *scheme, const QString &words) {
            const QString gap = QStringLiteral("&nbsp;&nbsp;");
            value += (!std::exchange(first, false) ? gap
                             : value.isEmpty()     ? QString()
                                                   : QStringLiteral("&nbsp; "))
                + QStringLiteral("<a href='%1:%2' style='color:%3;text-decoration:none'>%4</a>")
                      .arg(QLatin1String(scheme))
                      .arg(i)
                      .arg(name(Theme::Role::accent), words.toHtmlEscaped());
        };
        if (fact.place)
            addLink("show", tr("Show"));
        if (!fact.copy.isEmpty())
            addLink("copy", fact.copyName);
        rows += QStringLiteral("<tr><td width='96' style='color:%1;padding:2px 10px 2px 0'>%2</td>"
                               "<td style='color:%3;padding:2px 0'>%4</td></tr>")
                    .arg(name(Theme::Role::soft), fact.label.toHtmlEscaped(), colour(fact.tone), value);
    }
    return QStringLiteral("<table cellspacing='0' cellpadding='0' width='100%'>%1</table>").arg(rows);
}

} // namespace telltale::inspector
