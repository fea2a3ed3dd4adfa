// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_list_model.h"

#include "bridge/profile_sentence.h"

#include <algorithm>

namespace telltale::profile {

namespace {

constexpr std::size_t mostSteps = 64; // more of them, as of a file, are faster read anew

std::size_t factsOf(const session::Profile &profile)
{
    return profile.searches.size() + profile.urls.size();
}

bool comesBefore(const session::Profile &a, const session::Profile &b)
{
    return factsOf(a) != factsOf(b) ? factsOf(a) > factsOf(b) : a.id < b.id;
}

} // namespace

ProfileListModel::ProfileListModel(const bridge::SessionStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    connect(&store, &bridge::SessionStore::changed, this, [this](const bridge::StoreChange &change) {
        if (!change.changedProfiles.empty())
            takeChanges(change.changedProfiles);
    });
    connect(&store, &bridge::SessionStore::reset, this, [this] {
        emit changing();
        refill();
        emit changed();
    });
    refill();
}

void ProfileListModel::takeChanges(const std::vector<std::string> &ids)
{
    emit changing();
    if (ids.size() > mostSteps) {
        refill();
    } else {
        for (const std::string &id : ids)
            take(id);
    }
    emit changed();
}

void ProfileListModel::refill()
{
    beginResetModel();
    m_profiles.clear();
    for (const auto &[id, profile] : m_store.profiles()) {
        if (factsOf(profile) > 0)
            m_profiles.push_back(profile);
    }
    std::sort(m_profiles.begin(), m_profiles.end(), comesBefore);
    endResetModel();
}

void ProfileListModel::take(const std::string &id)
{
    const auto found = m_store.profiles().find(id);
    const bool shown = found != m_store.profiles().end() && factsOf(found->second) > 0;
    const int row = rowOf(id);
    if (row >= 0 && !shown) {
        beginRemoveRows({}, row, row);
        m_profiles.erase(m_profiles.begin() + row);
        endRemoveRows();
    } else if (row >= 0) {
        put(row, found->second);
    } else if (shown) {
        const int place = placeOf(found->second, -1);
        beginInsertRows({}, place, place);
        m_profiles.insert(m_profiles.begin() + place, found->second);
        endInsertRows();
    }
}

void ProfileListModel::put(int row, const session::Profile &profile)
{
    const int place = placeOf(profile, row);
    if (place != row) {
        // The row it goes before is counted as long as it is still in its old one (QAbstractItemModel::beginMoveRows).
        beginMoveRows({}, row, row, {}, place > row ? place + 1 : place);
        const auto first = m_profiles.begin();
        if (place > row)
            std::rotate(first + row, first + row + 1, first + place + 1);
        else
            std::rotate(first + place, first + row, first + row + 1);
        endMoveRows();
    }
    m_profiles[static_cast<std::size_t>(place)] = profile;
    emit dataChanged(index(place), index(place));
}

int ProfileListModel::placeOf(const session::Profile &profile, int skipped) const
{
    int place = 0;
    for (int row = 0; row < rowCount(); ++row) {
        if (row != skipped && comesBefore(this->profile(row), profile))
            ++place;
    }
    return place;
}

int ProfileListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_profiles.size());
}

QVariant ProfileListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    return bridge::profileText(profile(index.row()));
}

const session::Profile &ProfileListModel::profile(int row) const
{
    return m_profiles[static_cast<std::size_t>(row)];
}

int ProfileListModel::rowOf(const std::string &id) const
{
    const auto found = std::find_if(
        m_profiles.begin(), m_profiles.end(), [&](const session::Profile &profile) { return profile.id == id; });
    return found == m_profiles.end() ? -1 : static_cast<int>(found - m_profiles.begin());
}

} // namespace telltale::profile

#include "moc_profile_list_model.cpp"
