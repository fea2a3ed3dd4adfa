// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <QAbstractTableModel>

#include <vector>

namespace telltale::profile {

/// What a profile holds, a row each, in the order of time: the table that says what the graph draws.
class FactTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { time, kind, value, browsing, joinedBy, columns };
    enum class Kind { search, address, account };
    struct Row {
        Kind kind = Kind::search;
        session::Profile::Fact fact;
    };

    explicit FactTableModel(QObject *parent = nullptr);

    void setProfile(const session::Profile &profile);
    void clear();
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString kindText(Kind kind);

private:
    std::vector<Row> m_rows;
};

} // namespace telltale::profile
