// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_list_model.h"

#include "bridge/profile_sentence.h"

#include <algorithm>

namespace telltale::profile {

namespace {

std::size_t factsOf(const session::Profile &profile)
{
    return profile.searches.size() + profile.urls.size();
}

} // namespace

ProfileListModel::ProfileListModel(const bridge::SessionStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    connect(&store, &bridge::SessionStore::changed, this, [this](const bridge::StoreChange &change) {
        if (change.profilesChanged)
            refresh();
    });
    connect(&store, &bridge::SessionStore::reset, this, &ProfileListModel::refresh);
    refresh();
}

void ProfileListModel::refresh()
{
    beginResetModel();
    m_profiles.clear();
    for (const session::Profile &profile : m_store.profiles()) {
        if (factsOf(profile) > 0)
            m_profiles.push_back(profile);
    }
    std::stable_sort(m_profiles.begin(), m_profiles.end(),
        [](const session::Profile &a, const session::Profile &b) { return factsOf(a) > factsOf(b); });
    endResetModel();
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
