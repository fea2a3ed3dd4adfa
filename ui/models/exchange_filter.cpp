// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange_filter.h"

namespace telltale::models {

ExchangeFilter::ExchangeFilter(ExchangeTableModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setDynamicSortFilter(true);
    setSourceModel(&source);
    sort(ExchangeTableModel::Time, Qt::AscendingOrder);
}

void ExchangeFilter::setLane(const std::optional<QString> &key)
{
    if (key == m_lane)
        return;
    m_lane = key;
    invalidateRowsFilter();
}

void ExchangeFilter::setStation(const QString &address)
{
    const auto station = net::IpAddress::parse(address.toStdString()).value_or(net::IpAddress());
    if (station == m_station)
        return;
    m_station = station;
    invalidateRowsFilter();
}

void ExchangeFilter::setQuery(const QString &text)
{
    FilterQuery query(text);
    if (query.empty() && m_query.empty())
        return;
    m_query = std::move(query);
    invalidateRowsFilter();
}

std::optional<session::ExchangeId> ExchangeFilter::exchangeAt(int row) const
{
    const QModelIndex at = mapToSource(index(row, 0));
    return at.isValid() ? m_source.exchangeAt(at.row()) : std::nullopt;
}

std::optional<int> ExchangeFilter::rowOf(const session::ExchangeId &id) const
{
    const auto row = m_source.rowOf(id);
    const QModelIndex at = row ? mapFromSource(m_source.index(*row, 0)) : QModelIndex();
    return at.isValid() ? std::optional(at.row()) : std::nullopt;
}

bool ExchangeFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid() || !m_source.current(row))
        return false;
    if (m_lane) {
        const auto &lanes = m_source.store().lanes();
        const std::size_t lane = m_source.lane(row);
        if (lane >= lanes.size() || lanes[lane].key != *m_lane)
            return false;
    }
    if (!m_station.isNull() && m_source.station(row) != m_station)
        return false;
    return m_query.empty() || m_query.matches(m_source.facts(row));
}

bool ExchangeFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return m_source.less(left.row(), right.row(), left.column());
}

} // namespace telltale::models

#include "moc_exchange_filter.cpp"
