// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/app_list_model.h"

#include "models/reason_text.h"
#include "models/units.h"

#include <algorithm>
#include <utility>

namespace telltale::models {

AppListModel::AppListModel(const bridge::SessionStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    read({});
    connect(&store, &bridge::SessionStore::changed, this, &AppListModel::read);
    connect(&store, &bridge::SessionStore::reset, this, [this] {
        beginResetModel();
        m_lanes.clear();
        endResetModel();
    });
}

void AppListModel::read(const bridge::StoreChange &change)
{
    const bool changed = change.lanesChanged && !m_lanes.empty();
    for (std::size_t lane = m_lanes.size(); lane < m_store.lanes().size(); ++lane)
        add(lane);
    if (change.lanesArranged)
        arrange();
    if (changed)
        emit dataChanged(index(0), index(rowCount() - 1));
}

/// In the order of the store; what is selected stays so.
void AppListModel::arrange()
{
    emit layoutAboutToBeChanged();
    const std::vector<std::size_t> before = m_lanes;
    std::sort(m_lanes.begin(), m_lanes.end(), [this](std::size_t a, std::size_t b) {
        return std::pair(unknown(a), m_store.lanes()[a].place) < std::pair(unknown(b), m_store.lanes()[b].place);
    });
    for (const QModelIndex &index : persistentIndexList()) {
        const auto lane = std::find(m_lanes.begin(), m_lanes.end(), before[static_cast<std::size_t>(index.row())]);
        changePersistentIndex(index, this->index(static_cast<int>(lane - m_lanes.begin()), index.column()));
    }
    emit layoutChanged();
}

bool AppListModel::unknown(std::size_t lane) const
{
    return m_store.lanes()[lane].key.isEmpty();
}

void AppListModel::add(std::size_t lane)
{
    const bool beforeLast = !m_lanes.empty() && unknown(m_lanes.back());
    const int row = rowCount() - (beforeLast ? 1 : 0);
    beginInsertRows({}, row, row);
    m_lanes.insert(m_lanes.begin() + row, lane);
    endInsertRows();
}

int AppListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lanes.size());
}

QVariant AppListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bridge::Lane &lane = m_store.lanes()[m_lanes[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return lane.name;
    case Qt::ToolTipRole:
        return lane.key.isEmpty() ? lane.name : QStringLiteral("%1\n%2").arg(lane.key, evidence(lane));
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3 sent, %n leak(s)", nullptr, static_cast<int>(lane.leaks))
            .arg(lane.name, evidence(lane), bytesText(lane.bytesSent));
    case KeyRole:
        return lane.key;
    case EvidenceRole:
        return evidence(lane);
    case BytesRole:
        return bytesText(lane.bytesSent);
    case LeaksRole:
        return static_cast<int>(lane.leaks);
    case ColourRole:
        return lane.colour;
    case MarksRole:
        return !m_store.icons().empty();
    case Qt::DecorationRole:
        return m_store.icons().icon(lane.key);
    default:
        return {};
    }
}

QString AppListModel::evidence(const bridge::Lane &lane) const
{
    if (lane.app)
        return QStringLiteral("%1 · %2").arg(sourceText(lane.app->source), confidenceText(lane.app->confidence));
    const QString connections = lane.connections == 1 ? tr("1 connection") : tr("%1 connections").arg(lane.connections);
    return tr("%1, no evidence").arg(connections);
}

} // namespace telltale::models

#include "moc_app_list_model.cpp"
