// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/payload_access.h"

#include <QByteArray>
#include <QString>

namespace telltale::test {

/// Grows payload trees node by node, as the decoders would.
class TreeBuilder {
public:
    TreeBuilder(const QString &location, const QByteArray &wire)
    {
        tree.location = location;
        tree.wire = wire;
        bridge::PayloadNode root;
        root.size = static_cast<std::uint64_t>(wire.size());
        root.onTheWire = {0, root.size};
        if (!wire.isEmpty())
            root.text = QString::fromUtf8(wire);
        tree.nodes.push_back(root);
    }

    int step(int parent, const char *name, base::ByteRange range = {})
    {
        return add(parent, QString::fromUtf8(name), {}, {}, range);
    }
    int member(int parent, const char *key, const char *text = "", base::ByteRange range = {})
    {
        return add(parent, {}, QString::fromUtf8(key), QString::fromUtf8(text), range);
    }

    bridge::PayloadTree tree;

private:
    int add(int parent, const QString &step, const QString &key, const QString &text, base::ByteRange range)
    {
        const int index = static_cast<int>(tree.nodes.size());
        const std::uint64_t size = tree.nodes[static_cast<std::size_t>(parent)].size;
        auto &above = tree.nodes[static_cast<std::size_t>(parent)];
        above.leaf = false;
        above.text.clear();
        above.children.push_back(index);
        bridge::PayloadNode node;
        node.parent = parent;
        node.step = step;
        node.key = key;
        node.text = text;
        node.size = static_cast<std::uint64_t>(text.toUtf8().size());
        node.range = {0, size};
        node.onTheWire = range.empty() ? above.onTheWire : range;
        tree.nodes.push_back(node);
        return index;
    }
};

/// A form whose field data_list is a percent-encoded base64 text of gzip of JSON, as the collector of
/// the 2020 browser got it. The octets are real: they decode to what the tree says.
inline QByteArray sensorsBody()
{
    return QByteArrayLiteral(
        "crc=1910206832&gzip=1&data_list=H4sIAAAAAAACA5WOywrCMBBFf6XMupWmbWzq1pULFTciiJTYjHVAk5KHLkr%2F3U"
        "jxA1zM5nLuuXMeAV%2BoPazAobTdHVJQ5DzpzrekYnxtbrlkqsjqWsqs6krMGsnyjKsl1jeRs6KsYmmwZkDrCR2sRggOVTsL"
        "UfekMYp6Y%2FoHRnTO27exX%2F8Q7PDAxHiPNqlEwSIRwj%2FTTwrUvtA6Mjq2jowt8gWPd1jvN7vT9odY7Gdis4MpBU%2FP"
        "%2BBbjQhRlU3PWcDFdPnDLfZAQAQAA");
}

struct SensorsPayload {
    bridge::PayloadTree tree;
    int searchWord = 0;
    int time = 0;
    int crc = 0;
};

inline SensorsPayload sensorsPayload()
{
    const QByteArray body = sensorsBody();
    TreeBuilder build(QStringLiteral("body"), body);
    const auto from = static_cast<std::uint64_t>(body.indexOf("data_list=") + 10);
    const base::ByteRange list{from, static_cast<std::uint64_t>(body.size())};
    SensorsPayload payload;
    const int form = build.step(0, "form");
    payload.crc = build.member(form, "crc", "1910206832", {4, static_cast<std::uint64_t>(body.indexOf('&'))});
    build.member(form, "gzip", "1");
    const int field = build.member(form, "data_list", "", list);
    const int percent = build.step(field, "percent");
    const int base64 = build.step(percent, "base64");
    const int gzip = build.step(base64, "gzip");
    const int json = build.step(gzip, "json");
    const int event = build.member(json, "[0]");
    build.member(event, "event", "search");
    build.member(event, "distinct_id", "b9f0a1d2-77aa-4c3e-9a10-5d6e7f801234");
    const int properties = build.member(event, "properties");
    build.member(properties, "used_searchengine", "google");
    payload.searchWord = build.member(properties, "search_word", "purple otter 4821");
    build.member(properties, "uuid", "b9f0a1d2-77aa-4c3e-9a10-5d6e7f801234");
    build.member(properties, "miui_version", "V11.0.5.0.QCOINXM");
    build.member(properties, "miui_region", "IN");
    payload.time = build.member(event, "time", "1588239751958");
    build.tree.nodes[static_cast<std::size_t>(base64)].note = QStringLiteral("crc 1910206832 matches the payload");
    payload.tree = std::move(build.tree);
    return payload;
}

} // namespace telltale::test
