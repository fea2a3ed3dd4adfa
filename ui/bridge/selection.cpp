// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/selection.h"

namespace telltale::bridge {

void Selection::selectExchange(const std::optional<session::ExchangeId> &exchange)
{
    if (exchange == m_exchange)
        return;
    const bool hadLeak = !m_leak.isEmpty();
    m_exchange = exchange;
    m_leak.clear();
    emit exchangeChanged();
    if (hadLeak)
        emit leakChanged();
}

void Selection::selectLeak(const QString &leak, const session::ExchangeId &exchange)
{
    const bool otherExchange = m_exchange != exchange;
    const bool otherLeak = m_leak != leak;
    m_exchange = exchange;
    m_leak = leak;
    if (otherExchange)
        emit exchangeChanged();
    if (otherLeak)
        emit leakChanged();
}

void Selection::focusLane(const std::optional<QString> &laneKey)
{
    if (laneKey == m_lane)
        return;
    m_lane = laneKey;
    emit focusChanged();
}

void Selection::focusStation(const QString &address)
{
    if (address == m_station)
        return;
    m_station = address;
    emit focusChanged();
}

void Selection::focusAll()
{
    focusLane(std::nullopt);
    focusStation({});
}

void Selection::clear()
{
    selectExchange(std::nullopt);
    focusAll();
}

} // namespace telltale::bridge

#include "moc_selection.cpp"
