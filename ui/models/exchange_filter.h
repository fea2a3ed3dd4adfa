// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange_table_model.h"
#include "models/filter_query.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace telltale::models {

/// The rows of the table that are shown, in the order that is shown. All conditions must hold.
class ExchangeFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ExchangeFilter(ExchangeTableModel &source, QObject *parent = nullptr);

    /// Key of a lane; nothing for all apps.
    void setLane(const std::optional<QString> &key);
    /// Address of a station; empty for all.
    void setStation(const QString &address);
    /// Text of the filter field, see FilterQuery.
    void setQuery(const QString &text);

    [[nodiscard]] bool narrowed() const { return m_lane || !m_station.isNull() || !m_query.empty(); }
    [[nodiscard]] std::optional<session::ExchangeId> exchangeAt(int row) const;
    /// Row that shows an exchange; nothing when it is hidden.
    [[nodiscard]] std::optional<int> rowOf(const session::ExchangeId &id) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ExchangeTableModel &m_source;
    std::optional<QString> m_lane;
    net::IpAddress m_station;
    FilterQuery m_query;
};

} // namespace telltale::models
