// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "models/by_whom.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace telltale::models {

/// The leaks of the session, in the order they were found.
class LeakListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole,
        MakerRole ///< QString: by whom, see byWhomText()
    };

    explicit LeakListModel(const bridge::SessionStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    [[nodiscard]] const session::Leak &leak(int row) const { return m_store.leaks()[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const bridge::SessionStore &store() const { return m_store; }

private:
    void read(const bridge::StoreChange &change);

    const bridge::SessionStore &m_store;
    int m_rows = 0;
};

/// Which leaks are shown, by time.
class LeakFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Show : std::uint8_t { all, incognito };

    explicit LeakFilter(LeakListModel &source, QObject *parent = nullptr);

    void setShow(Show show);
    [[nodiscard]] Show shown() const { return m_show; }
    /// Only those made so; nothing for all.
    void setMaker(std::optional<ByWhom> maker);
    [[nodiscard]] std::optional<ByWhom> maker() const { return m_maker; }
    /// Only those of this lane; nothing for all.
    void setLane(const std::optional<QString> &key);

    [[nodiscard]] const session::Leak &leak(int row) const;
    /// How many there are by whom, whatever setMaker() said.
    [[nodiscard]] std::map<ByWhom, int> makers() const;
    /// How many of each kind are shown, in the order of LeakKind.
    [[nodiscard]] std::map<session::LeakKind, int> kinds() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] bool isShownByWhomever(const session::Leak &leak) const;

    LeakListModel &m_source;
    Show m_show = Show::all;
    std::optional<ByWhom> m_maker;
    std::optional<QString> m_lane;
};

/// "Searches", "Addresses"…
[[nodiscard]] QString kindText(session::LeakKind kind);

} // namespace telltale::models
