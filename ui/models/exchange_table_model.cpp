// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange_table_model.h"

#include "models/reason_text.h"

#include <algorithm>

namespace telltale::models {

using bridge::StoreChange;

ExchangeTableModel::ExchangeTableModel(const bridge::SessionStore &store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
{
    append({});
    connect(&store, &bridge::SessionStore::changed, this, &ExchangeTableModel::read);
    connect(&store, &bridge::SessionStore::reset, this, [this] {
        beginResetModel();
        m_rows.clear();
        m_rowOfExchange.clear();
        m_rowOfConnection.clear();
        endResetModel();
    });
}

void ExchangeTableModel::read(const StoreChange &change)
{
    std::vector<int> changed;
    for (const std::size_t index : change.changedExchanges)
        changed.push_back(m_rowOfExchange[index]);
    for (const std::size_t index : change.changedConnections) {
        if (m_rowOfConnection[index] >= 0)
            changed.push_back(m_rowOfConnection[index]);
    }
    append(change);
    announce(std::move(changed));
    if (change.lanesArranged && !m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); // the apps' colours
}

void ExchangeTableModel::append(const StoreChange &change)
{
    std::vector<Row> added;
    const int first = static_cast<int>(m_rows.size());
    const auto next = [&added, first] { return first + static_cast<int>(added.size()); };
    for (const std::size_t index : change.changedConnections) {
        if (m_rowOfConnection[index] < 0 && bridge::isUndecrypted(m_store.connections()[index])) {
            m_rowOfConnection[index] = next();
            added.push_back({true, index});
        }
    }
    for (std::size_t index = m_rowOfConnection.size(); index < m_store.connections().size(); ++index) {
        const bool shown = bridge::isUndecrypted(m_store.connections()[index]);
        m_rowOfConnection.push_back(shown ? next() : -1);
        if (shown)
            added.push_back({true, index});
    }
    for (std::size_t index = m_rowOfExchange.size(); index < m_store.exchanges().size(); ++index) {
        m_rowOfExchange.push_back(next());
        added.push_back({false, index});
    }
    if (added.empty())
        return;
    beginInsertRows({}, first, next() - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    endInsertRows();
}

void ExchangeTableModel::announce(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    for (std::size_t from = 0; from < rows.size();) {
        std::size_t to = from + 1;
        while (to < rows.size() && rows[to] == rows[to - 1] + 1)
            ++to;
        emit dataChanged(index(rows[from], 0), index(rows[to - 1], ColumnCount - 1));
        from = to;
    }
}

int ExchangeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExchangeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const session::Exchange *ExchangeTableModel::exchange(int row) const
{
    return rowAt(row).connection ? nullptr : &m_store.exchanges()[rowAt(row).index];
}

const session::Connection &ExchangeTableModel::connection(int row) const
{
    return m_store.connections()[rowAt(row).index];
}

std::optional<session::ExchangeId> ExchangeTableModel::exchangeAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_rows.size()))
        return std::nullopt;
    if (const auto *found = exchange(row))
        return found->id;
    // A connection that was not read is selected under the ordinal that no exchange has.
    return session::ExchangeId{connection(row).id, 0};
}

std::optional<int> ExchangeTableModel::rowOf(const session::ExchangeId &id) const
{
    if (id.ordinal == 0) {
        const auto closed = m_store.rowOf(id.connection);
        if (!closed || *closed >= m_rowOfConnection.size() || m_rowOfConnection[*closed] < 0)
            return std::nullopt;
        return m_rowOfConnection[*closed];
    }
    const auto found = m_store.rowOf(id);
    // The store may be ahead by the rows that are being announced.
    if (!found || *found >= m_rowOfExchange.size())
        return std::nullopt;
    return m_rowOfExchange[*found];
}

bool ExchangeTableModel::current(int row) const
{
    return exchange(row) || bridge::isUndecrypted(connection(row));
}

std::size_t ExchangeTableModel::lane(int row) const
{
    const std::size_t at = rowAt(row).index;
    return exchange(row) ? m_store.laneOf(at) : m_store.laneOfConnection(at).value_or(m_store.lanes().size());
}

net::IpAddress ExchangeTableModel::station(int row) const
{
    const auto *found = exchange(row);
    return found ? found->client : connection(row).originator.ip;
}

base::Timestamp ExchangeTableModel::time(int row) const
{
    const auto *found = exchange(row);
    return found ? found->time : connection(row).time;
}

std::uint64_t ExchangeTableModel::sent(int row) const
{
    const auto *found = exchange(row);
    return found ? found->request.size : connection(row).bytesSent;
}

int ExchangeTableModel::status(int row) const
{
    const auto *found = exchange(row);
    return found && found->status ? *found->status : -1;
}

bool ExchangeTableModel::isPrivate(int row) const
{
    if (const auto *found = exchange(row))
        return found->incognito;
    // What could not be read was sent in private browsing all the same.
    const auto &spans = m_store.privateSpans();
    return std::any_of(spans.begin(), spans.end(), [at = time(row)](const session::PrivateSpan &span) {
        return span.from <= at && (!span.to || at < *span.to);
    });
}

bool ExchangeTableModel::leaks(int row) const
{
    return exchange(row) && !m_store.leaksOf(rowAt(row).index).empty();
}

FilterFacts ExchangeTableModel::facts(int row) const
{
    FilterFacts facts;
    facts.app = text(row, App);
    facts.to = toText(row);
    facts.what = whatText(row);
    facts.status = statusText(row);
    facts.sent = sent(row);
    facts.leak = leaks(row);
    facts.decrypted = exchange(row) != nullptr;
    if (!facts.decrypted)
        facts.why = reasonName(connection(row).reason);
    facts.incognito = isPrivate(row);
    if (const auto *found = exchange(row)) {
        facts.to += QLatin1Char(' ') + QString::fromStdString(found->recipient.organisation);
        facts.what += QLatin1Char(' ') + QString::fromStdString(found->url);
    }
    return facts;
}

bool ExchangeTableModel::less(int a, int b, int column) const
{
    switch (column) {
    case Time:
        break;
    case Sent:
        if (sent(a) != sent(b))
            return sent(a) < sent(b);
        break;
    case Status:
        if (status(a) != status(b))
            return status(a) < status(b);
        break;
    default:
        if (const int order = text(a, column).compare(text(b, column), Qt::CaseInsensitive); order != 0)
            return order < 0;
    }
    return time(a) < time(b);
}

} // namespace telltale::models

#include "moc_exchange_table_model.cpp"
