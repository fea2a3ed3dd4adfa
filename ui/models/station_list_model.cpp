// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/station_list_model.h"

#include "models/units.h"

namespace telltale::models {

StationListModel::StationListModel(const bridge::SessionStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_rows(static_cast<int>(store.stations().size()))
{
    connect(&store, &bridge::SessionStore::changed, this, &StationListModel::read);
    connect(&store, &bridge::SessionStore::reset, this, [this] {
        beginResetModel();
        m_rows = 0;
        endResetModel();
    });
}

void StationListModel::read()
{
    const int known = m_rows;
    const int stations = static_cast<int>(m_store.stations().size());
    if (stations > known) {
        beginInsertRows({}, known, stations - 1);
        m_rows = stations;
        endInsertRows();
    }
    if (known > 0)
        emit dataChanged(index(0), index(known - 1));
}

int StationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant StationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bridge::Station &station = m_store.stations()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return station.name.isEmpty() ? station.address : station.name;
    case AddressRole:
        return station.address;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1: %n request(s), %2 sent", nullptr, static_cast<int>(station.exchanges))
            .arg(station.address, bytesText(station.bytesSent));
    case BytesRole:
        return bytesText(station.bytesSent);
    default:
        return {};
    }
}

} // namespace telltale::models

#include "moc_station_list_model.cpp"
