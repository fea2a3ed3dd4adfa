// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_printer.h"

#include <utility>

namespace telltale::cli {

using Rank = WaitingLines::Rank;

RecordPrinter::RecordPrinter(std::FILE *out, RecordLines lines, std::set<std::string> only)
    : m_out(out)
    , m_lines(std::move(lines))
    , m_only(std::move(only))
{
}

void RecordPrinter::print(std::string_view text)
{
    if (text.empty())
        return; // text output has no line for this record
    if (std::fwrite(text.data(), 1, text.size(), m_out) != text.size() || std::fputc('\n', m_out) == EOF)
        m_broken = true;
}

void RecordPrinter::collect(const engine::Batch &batch, const session::PayloadStore &payloads)
{
    if (wanted("connection")) {
        for (const auto &value : batch.connections)
            m_openConnections.insert_or_assign(value.id, value);
    }
    if (wanted("exchange")) {
        for (const auto &value : batch.exchanges) {
            if (!value.ended) {
                m_openExchanges.insert_or_assign(value.id, value);
                continue;
            }
            m_openExchanges.erase(value.id);
            m_waiting.keep(value.time, value.id, m_lines.of(value, payloads));
        }
    }
    if (wanted("message")) {
        for (const auto &value : batch.messages)
            m_waiting.add(
                value.time, Rank::part, text(value.exchange) + ".m" + std::to_string(value.ordinal), m_lines.of(value));
    }
    if (wanted("dns")) {
        for (const auto &value : batch.dns)
            m_waiting.add(value.time, Rank::part, text(value.connection) + ".d" + std::to_string(value.ordinal),
                m_lines.of(value));
    }
    for (const auto &value : batch.searches) {
        if (wanted("search"))
            m_waiting.keep(value.time, Rank::search, value.id, m_lines.of(value));
    }
    for (const auto &value : batch.leaks) {
        m_leaks.insert(value.id);
        if (wanted("leak"))
            m_waiting.keep(value.time, Rank::leak, value.id, m_lines.of(value));
    }
    keepIdentities(batch);
    for (const auto &value : batch.anomalies)
        m_anomalies.insert_or_assign({value.id, value.connection}, value);
    if (batch.summary)
        m_summary = *batch.summary;
}

/// They change with every request that carries one, so only their last state is put into words.
void RecordPrinter::keepIdentities(const engine::Batch &batch)
{
    if (wanted("identifier")) {
        for (const auto &value : batch.identifiers)
            m_identifiers.insert_or_assign({value.kind, value.value}, value);
    }
    if (!wanted("profile"))
        return;
    for (const auto &[id, value] : batch.profiles) {
        if (value)
            m_profiles.insert_or_assign(id, *value);
        else
            m_profiles.erase(id);
    }
}

/// What never ended, and what could change to the last.
void RecordPrinter::keepOpen(const session::PayloadStore &payloads)
{
    for (const auto &[id, value] : std::exchange(m_openConnections, {}))
        m_waiting.add(value.time, Rank::connection, text(id), m_lines.of(value));
    for (const auto &[id, value] : std::exchange(m_openExchanges, {}))
        m_waiting.keep(value.time, id, m_lines.of(value, payloads));
    for (const auto &[key, value] : std::exchange(m_identifiers, {}))
        m_waiting.add(value.first, Rank::identifier, value.kind + "\n" + value.value, m_lines.of(value));
    for (const auto &[id, value] : std::exchange(m_profiles, {}))
        m_waiting.add(value.first, Rank::profile, id, m_lines.of(value));
    if (!wanted("anomaly"))
        return;
    for (const auto &[key, value] : m_anomalies)
        m_waiting.add(value.time, Rank::anomaly,
            value.id + (value.connection ? text(*value.connection) : std::string()), m_lines.of(value));
}

void RecordPrinter::printCollected(const session::PayloadStore &payloads)
{
    keepOpen(payloads);
    m_waiting.forEach([this](std::string_view line) {
        print(line);
        return intact();
    });
    if (!intact())
        return;
    if (wanted("summary"))
        print(m_lines.of(m_summary));
    if (std::fflush(m_out) != 0)
        m_broken = true;
}

void RecordPrinter::release(const session::PayloadStore &payloads)
{
    m_heldConnections.release(m_settled, [this](const session::Connection &value) {
        m_printedConnections.insert(value.id);
        print(m_lines.of(value));
    });
    m_heldExchanges.release(m_settled, [&](const session::Exchange &value) {
        m_printedExchanges.insert(value.id);
        print(m_lines.of(value, payloads));
    });
    m_heldLeaks.release(m_settled, [this](const session::Leak &value) {
        m_printedLeaks.insert(value.id);
        print(m_lines.of(value));
    });
}

void RecordPrinter::printLive(const engine::Batch &batch, const session::PayloadStore &payloads)
{
    // Connections and exchanges are printed when they end; their earlier states are replaced.
    for (const auto &value : batch.connections) {
        if (wanted("connection") && value.closed && !m_printedConnections.contains(value.id))
            m_heldConnections.hold(value.id, value, value.end);
    }
    for (const auto &value : batch.exchanges) {
        if (wanted("exchange") && value.ended && !m_printedExchanges.contains(value.id))
            m_heldExchanges.hold(value.id, value, value.end);
    }
    for (const auto &value : batch.messages) {
        if (wanted("message"))
            print(m_lines.of(value));
    }
    for (const auto &value : batch.dns) {
        if (wanted("dns"))
            print(m_lines.of(value));
    }
    for (const auto &value : batch.searches) {
        if (m_searches.insert(value.id).second && wanted("search"))
            print(m_lines.of(value));
    }
    for (const auto &value : batch.leaks) {
        m_leaks.insert(value.id);
        if (wanted("leak") && !m_printedLeaks.contains(value.id))
            m_heldLeaks.hold(value.id, value, value.time);
    }
    for (const auto &value : batch.anomalies)
        m_anomalies.insert_or_assign({value.id, value.connection}, value);
    keepIdentities(batch);
    if (batch.summary)
        m_settled = {std::numeric_limits<std::int64_t>::max()};
    else if (batch.ownersSettled)
        m_settled = *batch.ownersSettled;
    release(payloads);
    if (batch.summary) {
        m_summary = *batch.summary;
        for (const auto &[key, value] : m_identifiers)
            print(m_lines.of(value));
        for (const auto &[id, value] : m_profiles)
            print(m_lines.of(value));
        for (const auto &[key, value] : m_anomalies) {
            if (wanted("anomaly"))
                print(m_lines.of(value));
        }
        if (wanted("summary"))
            print(m_lines.of(m_summary));
    }
    if (std::fflush(m_out) != 0)
        m_broken = true;
}

} // namespace telltale::cli
