// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"

#include <QAbstractListModel>

namespace telltale::models {

/// The phones seen, in the order they first spoke.
class StationListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { BytesRole = Qt::UserRole, AddressRole };

    explicit StationListModel(const bridge::SessionStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void read();

    const bridge::SessionStore &m_store;
    int m_rows = 0;
};

} // namespace telltale::models
