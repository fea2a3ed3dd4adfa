// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/fact_table_model.h"

#include "models/units.h"

#include <algorithm>
#include <tuple>

namespace telltale::profile {

FactTableModel::FactTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void FactTableModel::setProfile(const session::Profile &profile)
{
    beginResetModel();
    m_rows.clear();
    for (const auto &fact : profile.searches)
        m_rows.push_back({Kind::search, fact});
    for (const auto &fact : profile.urls)
        m_rows.push_back({Kind::address, fact});
    for (const auto &fact : profile.accounts)
        m_rows.push_back({Kind::account, fact});
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        return std::tie(a.fact.time, a.fact.exchange) < std::tie(b.fact.time, b.fact.exchange);
    });
    endResetModel();
}

void FactTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int FactTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FactTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString FactTableModel::kindText(Kind kind)
{
    switch (kind) {
    case Kind::search:
        return tr("Search");
    case Kind::address:
        return tr("Address");
    case Kind::account:
        return tr("Account");
    }
    return {};
}

QVariant FactTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case time:
        return role == Qt::ToolTipRole ? models::dateText(row.fact.time) : models::timeText(row.fact.time);
    case kind:
        return kindText(row.kind);
    case value:
        return QString::fromStdString(row.fact.value);
    case browsing:
        return row.fact.incognito ? tr("private") : QString();
    case joinedBy: {
        QStringList names;
        for (const auto &identifier : row.fact.identifiers)
            names << QString::fromStdString(
                role == Qt::ToolTipRole ? identifier.kind + " = " + identifier.value : identifier.kind);
        names.removeDuplicates();
        return names.join(role == Qt::ToolTipRole ? QStringLiteral("\n") : QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant FactTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case time:
        return tr("Time");
    case kind:
        return tr("Kind");
    case value:
        return tr("What");
    case browsing:
        return tr("Browsing");
    case joinedBy:
        return tr("Sent with");
    default:
        return {};
    }
}

} // namespace telltale::profile

#include "moc_fact_table_model.cpp"
