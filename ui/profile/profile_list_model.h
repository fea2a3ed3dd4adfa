// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"

#include <QAbstractListModel>

#include <vector>

namespace telltale::profile {

/// The profiles that hold more than identifiers, the one with most in it first. The display role is
/// the sentence. Rows come, go, move and change one by one, as the profiles do.
class ProfileListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit ProfileListModel(const bridge::SessionStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] const session::Profile &profile(int row) const;
    /// Row of the profile of that id; -1 where it is not among them any more.
    [[nodiscard]] int rowOf(const std::string &id) const;

signals:
    void changing(); ///< rows may come and go until changed()
    void changed(); ///< once for all changes that came together

private:
    void takeChanges(const std::vector<std::string> &ids);
    void refill();
    void take(const std::string &id);
    void put(int row, const session::Profile &profile);
    /// Where it belongs, among all rows but @p skipped.
    [[nodiscard]] int placeOf(const session::Profile &profile, int skipped) const;

    const bridge::SessionStore &m_store;
    std::vector<session::Profile> m_profiles;
};

} // namespace telltale::profile
