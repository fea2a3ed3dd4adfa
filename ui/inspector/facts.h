// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace telltale::inspector {

enum class Tone : std::uint8_t { normal, soft, good, leak, priv };

/// Where a value stands in the request: what SentData and Leak say.
struct FactPlace {
    QString location;
    QStringList path;
    base::ByteRange bytes;
    friend bool operator==(const FactPlace &, const FactPlace &) = default;
};

/// One line of facts: what, and its value. Copying gives the value as it is.
struct Fact {
    QString label;
    QString value;
    Tone tone = Tone::normal;
    QString copy = {}; ///< what "Copy" copies; empty offers none
    QString copyName = {}; ///< e.g. "Copy as Wireshark filter"
    bool mono = false;
    std::optional<FactPlace> place = {}; ///< "Show" leads there; nothing offers none
    QImage icon = {}; ///< stands before the value; null: none
    friend bool operator==(const Fact &, const Fact &) = default;
};

/// What the selection is about: an exchange, or a connection nobody could read.
struct Subject {
    const session::Exchange *exchange = nullptr;
    const session::Connection *connection = nullptr;
    std::vector<const session::Leak *> leaks;
    [[nodiscard]] bool empty() const { return !exchange && !connection; }
};

/// The subject of a selected id; an ordinal of 0 names the connection itself.
Subject subjectOf(const bridge::SessionStore &store, const std::optional<session::ExchangeId> &id);

/// Everything that the summary says.
std::vector<Fact> summaryFacts(const Subject &subject, const bridge::AppIcons &icons = {});

/// "www.google.com · Google · US".
QString recipientText(const session::Recipient &recipient, const std::string &fallback);

/// Ascending numbers as runs: "118–131, 140".
QString packetRuns(const std::vector<std::uint64_t> &packets);
/// "frame.number in {118..131, 140}": what shows exactly these packets in Wireshark.
QString packetFilter(const std::vector<std::uint64_t> &packets);

/// Facts as a table in rich text; fact i that offers a copy has a link "copy:i", one with a place "show:i"; its icon is
/// the image "icon:i".
QString factsHtml(const std::vector<Fact> &facts, const bridge::Theme &theme);

} // namespace telltale::inspector
