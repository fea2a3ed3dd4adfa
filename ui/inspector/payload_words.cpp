// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/payload_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace telltale::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Inspector", text);
}

bool holdsFields(const QString &step)
{
    return step == QLatin1String("form") || step == QLatin1String("query") || step == QLatin1String("fragment")
        || step == QLatin1String("multipart");
}

/// "header:Referer" as "header" and "Referer".
std::pair<QString, QString> parts(const QString &location)
{
    const auto colon = location.indexOf(QLatin1Char(':'));
    return colon < 0 ? std::pair(location, QString()) : std::pair(location.left(colon), location.mid(colon + 1));
}

std::vector<int> wayTo(const bridge::PayloadTree &tree, int node)
{
    std::vector<int> way;
    for (int at = node; at > 0; at = tree.nodes[static_cast<std::size_t>(at)].parent)
        way.push_back(at);
    std::reverse(way.begin(), way.end());
    return way;
}

void addStop(std::vector<TrailStop> &stops, const bridge::PayloadNode &node, int index, int last, bool afterFields)
{
    if (!node.key.isEmpty()) {
        const bool element = node.key.startsWith(QLatin1Char('['));
        TrailStop &before = stops.back();
        // Members on the way run together; the value's own name stands alone.
        const bool joins = before.near && stops.size() > 1 && index != last;
        if (afterFields)
            before = {before.text + QStringLiteral(": ") + node.key, index, before.near};
        else if (joins)
            before = {before.text + (element ? QString() : QStringLiteral(".")) + node.key, index, true};
        else
            stops.push_back({node.key, index, true});
    }
    if (!node.step.isEmpty())
        stops.push_back({stepName(node.step), index, false});
}

} // namespace

QString stepName(const QString &step)
{
    for (const auto *upper : {"json", "url", "jwt", "xml", "ndjson", "cbor"})
        if (step == QLatin1String(upper))
            return step.toUpper();
    if (step.startsWith(QLatin1String("aes-")))
        return step.toUpper();
    static const std::pair<const char *, const char *> written[] = {{"grpc", "gRPC"}, {"lzstring", "LZString"},
        {"messagepack", "MessagePack"}, {"bplist", "binary plist"}, {"thrift-compact", "Thrift compact"},
        {"thrift-binary", "Thrift binary"}};
    for (const auto &[name, shown] : written)
        if (step == QLatin1String(name))
            return QString::fromLatin1(shown);
    return step;
}

QString locationName(const QString &location)
{
    const auto [kind, name] = parts(location);
    if (kind == QLatin1String("url"))
        return tr("Address (URL)");
    if (kind == QLatin1String("body"))
        return tr("Body");
    if (kind == QLatin1String("response body"))
        return tr("Response body");
    if (kind == QLatin1String("header"))
        return tr("Header %1").arg(name);
    if (kind == QLatin1String("cookie"))
        return tr("Cookie %1").arg(name);
    return location;
}

QString ofLocation(const QString &location)
{
    const auto [kind, name] = parts(location);
    if (kind == QLatin1String("url"))
        return tr("of the address");
    if (kind == QLatin1String("body"))
        return tr("of the body");
    if (kind == QLatin1String("response body"))
        return tr("of the response body");
    if (kind == QLatin1String("header"))
        return tr("of the header %1").arg(name);
    if (kind == QLatin1String("cookie"))
        return tr("of the cookie %1").arg(name);
    return tr("of %1").arg(location);
}

QString verdictWords(const bridge::PayloadNode &node)
{
    const QString reason = node.reason.isEmpty() ? QString() : QStringLiteral(": ") + node.reason;
    switch (node.verdict) {
    case bridge::PayloadVerdict::opened:
        return {};
    case bridge::PayloadVerdict::encrypted:
        return tr("Encrypted for its recipient, not readable") + reason;
    case bridge::PayloadVerdict::damaged:
        return tr("Damaged, read as far as it goes") + reason;
    case bridge::PayloadVerdict::limit:
        return tr("Too large to open whole") + reason;
    }
    return {};
}

std::vector<TrailStop> trail(const bridge::PayloadTree &tree, int node)
{
    std::vector<TrailStop> stops{{tree.location, 0, false}};
    const auto &nodes = tree.nodes;
    if (node < 0 || static_cast<std::size_t>(node) >= nodes.size())
        return stops;
    QString before;
    for (const int index : wayTo(tree, node)) {
        const auto &at = nodes[static_cast<std::size_t>(index)];
        addStop(stops, at, index, node, holdsFields(before) && at.step.isEmpty());
        before = at.step;
    }
    // Accent from the last step on: there the value stands in plain text.
    auto inner = stops.size();
    while (inner > 1 && stops[inner - 1].near)
        --inner;
    for (std::size_t i = 0; i < stops.size(); ++i)
        stops[i].near = i + 1 >= inner && i > 0;
    return stops;
}

} // namespace telltale::inspector
