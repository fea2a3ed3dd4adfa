// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "models/filter_query.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace telltale::models {

/// All exchanges, and each undecrypted connection as a row too. Rows are only added, in the order
/// they came; a connection whose key came later keeps its row, which ExchangeFilter then hides.
class ExchangeTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, App, To, What, Sent, Status, ColumnCount };
    enum Role {
        SoftRole = Qt::UserRole, ///< bool: write it in the soft colour
        LeakRole, ///< bool: something leaked in it
        PrivateRole, ///< bool: sent in private browsing
        ColourRole ///< int: Lane::colour
    };
    struct Row {
        bool connection = false;
        std::size_t index = 0; ///< into SessionStore::exchanges() or connections()
    };

    explicit ExchangeTableModel(const bridge::SessionStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const Row &rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// What selecting the row selects: its exchange; for a connection that was not read its id with
    /// the ordinal 0, which no exchange has. Nothing outside the table.
    [[nodiscard]] std::optional<session::ExchangeId> exchangeAt(int row) const;
    [[nodiscard]] std::optional<int> rowOf(const session::ExchangeId &id) const;
    [[nodiscard]] const bridge::SessionStore &store() const { return m_store; }

    /// False for the row of a connection that could be decrypted after all.
    [[nodiscard]] bool current(int row) const;
    [[nodiscard]] std::size_t lane(int row) const;
    [[nodiscard]] net::IpAddress station(int row) const;
    [[nodiscard]] FilterFacts facts(int row) const;
    /// Order of two rows in a column; ties by time.
    [[nodiscard]] bool less(int a, int b, int column) const;

private:
    void read(const bridge::StoreChange &change);
    void append(const bridge::StoreChange &change);
    void announce(std::vector<int> rows);
    [[nodiscard]] const session::Exchange *exchange(int row) const;
    [[nodiscard]] const session::Connection &connection(int row) const;
    [[nodiscard]] base::Timestamp time(int row) const;
    [[nodiscard]] std::uint64_t sent(int row) const;
    [[nodiscard]] int status(int row) const;
    [[nodiscard]] bool isPrivate(int row) const;
    [[nodiscard]] bool leaks(int row) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString toText(int row) const;
    [[nodiscard]] QString whatText(int row) const;
    [[nodiscard]] QString statusText(int row) const;
    [[nodiscard]] QString toolTip(int row, int column) const;

    const bridge::SessionStore &m_store;
    std::vector<Row> m_rows;
    std::vector<int> m_rowOfExchange;
    std::vector<int> m_rowOfConnection; // -1 for those without a row
};

} // namespace telltale::models
