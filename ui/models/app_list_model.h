// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"

#include <QAbstractListModel>

#include <vector>

namespace telltale::models {

/// The apps of the session, one row a lane, in the order they first spoke, the unknown app last.
class AppListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole, ///< QString: Lane::key
        EvidenceRole, ///< QString: "socket table · certain"
        BytesRole, ///< QString: "61 kB"
        LeaksRole, ///< int
        ColourRole, ///< int: Lane::colour
        MarksRole ///< bool: apps of this session have icons (Qt::DecorationRole: QIcon), letters stand for those
                  ///< without
    };

    explicit AppListModel(const bridge::SessionStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void read(const bridge::StoreChange &change);
    void add(std::size_t lane);
    void arrange();
    [[nodiscard]] bool unknown(std::size_t lane) const;
    [[nodiscard]] QString evidence(const bridge::Lane &lane) const;

    const bridge::SessionStore &m_store;
    std::vector<std::size_t> m_lanes; // of each row; the store may be ahead
};

} // namespace telltale::models
