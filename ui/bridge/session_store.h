// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/app_icons.h"
#include "session/values.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telltale::engine {
struct Batch;
}

namespace telltale::bridge {

/// A lane of the timeline and a row of the app list: one app of one station, or "Unknown app".
struct Lane {
    QString key; ///< stable: package, else name, else "" for the unknown app
    QString name; ///< for people
    std::optional<session::App> app; ///< best evidence so far; none for the unknown app
    std::uint64_t bytesSent = 0; ///< request bodies, and all octets sent on undecrypted connections
    std::size_t exchanges = 0;
    std::size_t connections = 0; ///< those that carried its exchanges, and its undecrypted ones
    std::size_t leaks = 0;
    int colour = 0; ///< index into the Okabe–Ito palette of the theme; 7 is grey
    std::size_t place = 0; ///< among the lanes: as they came, and when all is read by their first request or connection
};

/// The key of the lane that this app's requests stand on.
[[nodiscard]] QString laneKey(const std::optional<session::App> &app);

struct Station {
    QString address;
    QString name; ///< for people; empty where it has none
    std::size_t exchanges = 0;
    std::uint64_t bytesSent = 0;
};

/// True for an encrypted connection that nothing could be read of; the table has a row for each.
[[nodiscard]] bool isUndecrypted(const session::Connection &connection);

/// What one batch changed; indices are rows of the store's vectors.
struct StoreChange {
    std::size_t firstNewExchange = 0; ///< rows from here on are new
    std::vector<std::size_t> changedExchanges; ///< ascending, all below firstNewExchange
    std::size_t firstNewConnection = 0;
    std::vector<std::size_t> changedConnections; ///< ascending, all below firstNewConnection
    std::size_t firstNewLeak = 0;
    bool leaksReplaced = false; ///< some earlier leak changed: read them all again
    bool lanesChanged = false; ///< a lane was added or its facts changed
    bool lanesArranged = false; ///< their places and colours changed: once, when all is read
    bool spansChanged = false; ///< private spans, or the end of decrypting
    std::vector<std::string> changedProfiles; ///< ids; those that went too
    bool connectionsChanged = false;
    bool iconsChanged = false;
};

/// The desktop program's own read model of one session. Lives on the GUI thread; batches are applied
/// there, so nothing is locked while painting. Rows are only ever added or changed in place.
class SessionStore final : public QObject {
    Q_OBJECT
public:
    explicit SessionStore(QObject *parent = nullptr);

    void apply(const engine::Batch &batch);
    /// Forgets everything; reset() is emitted.
    void clear();
    /// What the station of these addresses is called from now on, until clear().
    void nameStation(const QString &name, const QStringList &addresses);

    [[nodiscard]] const std::vector<session::Exchange> &exchanges() const { return m_exchanges; }
    [[nodiscard]] const std::vector<session::Connection> &connections() const { return m_connections; }
    [[nodiscard]] const std::vector<session::Leak> &leaks() const { return m_leaks; }
    [[nodiscard]] const std::vector<session::Search> &searches() const { return m_searches; }
    [[nodiscard]] const std::vector<session::PrivateSpan> &privateSpans() const { return m_spans; }
    /// Decrypting ended here, while watching went on; nothing where it did not.
    [[nodiscard]] std::optional<base::Timestamp> decryptingEnded() const { return m_decryptingEnded; }
    [[nodiscard]] const std::map<std::string, session::Profile> &profiles() const { return m_profiles; } ///< by id
    [[nodiscard]] const std::vector<session::AnomalyRecord> &anomalies() const { return m_anomalies; }
    [[nodiscard]] const std::vector<Lane> &lanes() const { return m_lanes; }
    /// Null where no lane has that key.
    [[nodiscard]] const Lane *lane(const QString &key) const;
    /// Of the apps on the lanes, by the lanes' keys.
    [[nodiscard]] const AppIcons &icons() const { return m_icons; }
    [[nodiscard]] const std::vector<Station> &stations() const { return m_stations; }

    [[nodiscard]] std::optional<std::size_t> rowOf(const session::ExchangeId &id) const;
    [[nodiscard]] const session::Connection *connection(const session::ConnectionId &id) const;
    /// Lane index of an exchange row.
    [[nodiscard]] std::size_t laneOf(std::size_t exchangeRow) const { return m_laneOfExchange[exchangeRow]; }
    /// Lane index of a connection row; nothing unless isUndecrypted().
    [[nodiscard]] std::optional<std::size_t> laneOfConnection(std::size_t connectionRow) const;
    [[nodiscard]] std::optional<std::size_t> rowOf(const session::ConnectionId &id) const;
    /// Row of a leak by its id.
    [[nodiscard]] std::optional<std::size_t> leakRow(const QString &id) const;
    /// Rows of the leaks of an exchange.
    [[nodiscard]] const std::vector<std::size_t> &leaksOf(std::size_t exchangeRow) const;

    /// Earliest and latest time of anything; nothing while the store is empty.
    [[nodiscard]] std::optional<base::TimeSpan> extent() const;
    /// Time of the newest packet, for live follow.
    [[nodiscard]] std::optional<base::Timestamp> now() const { return m_now; }
    [[nodiscard]] std::uint64_t packets() const { return m_packets; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }
    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] const std::optional<session::Summary> &summary() const { return m_summary; }

signals:
    void changed(const telltale::bridge::StoreChange &change);
    void reset();

private:
    std::size_t laneFor(const std::optional<session::App> &app);
    std::size_t stationFor(const net::IpAddress &address);
    void applyConnections(const engine::Batch &batch, StoreChange &change);
    void applyExchanges(const engine::Batch &batch, StoreChange &change);
    void applyLeaks(const engine::Batch &batch, StoreChange &change);
    void applyRest(const engine::Batch &batch, StoreChange &change);
    void applyFaces(const engine::Batch &batch, StoreChange &change);
    void addConnection(const session::Connection &connection);
    void updateConnection(std::size_t row, const session::Connection &connection);
    void placeConnection(std::size_t row);
    void addExchange(const session::Exchange &exchange);
    void updateExchange(std::size_t row, const session::Exchange &exchange);
    /// Counts an exchange into (sign 1) or out of (sign -1) its lane and station.
    void countExchange(std::size_t row, int sign);
    void countConnection(std::size_t row, int sign);
    void useConnection(std::size_t lane, const session::ConnectionId &id, int sign);
    void arrangeLanes();
    void countLeaks();
    void widen(base::Timestamp from, base::Timestamp to);

    std::vector<session::Exchange> m_exchanges;
    std::vector<session::Connection> m_connections;
    std::vector<session::Leak> m_leaks;
    std::vector<session::Search> m_searches;
    std::vector<session::PrivateSpan> m_spans;
    std::optional<base::Timestamp> m_decryptingEnded;
    std::map<std::string, session::Profile> m_profiles;
    std::vector<session::AnomalyRecord> m_anomalies;
    std::vector<Lane> m_lanes;
    std::vector<Station> m_stations;
    std::vector<std::size_t> m_laneOfExchange;
    std::vector<std::vector<std::size_t>> m_leaksOfExchange;
    std::vector<std::optional<std::size_t>> m_laneOfConnection;
    std::map<session::ExchangeId, std::vector<std::size_t>> m_waitingLeaks; // their exchange is not here yet
    std::map<std::string, std::size_t> m_searchRows;
    std::map<std::pair<std::string, std::optional<session::ConnectionId>>, std::size_t> m_anomalyRows;
    std::map<QString, std::size_t> m_laneRows;
    AppIcons m_icons;
    std::map<net::IpAddress, std::size_t> m_stationRows;
    std::map<QString, QString> m_stationNames; // by address
    std::map<std::pair<std::size_t, session::ConnectionId>, std::size_t> m_uses; // exchanges of a lane on a connection
    std::optional<base::TimeSpan> m_extent;
    std::map<session::ExchangeId, std::size_t> m_exchangeRows;
    std::map<session::ConnectionId, std::size_t> m_connectionRows;
    std::map<std::string, std::size_t> m_leakRows;
    std::optional<base::Timestamp> m_now;
    std::uint64_t m_packets = 0;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_position = 0;
    std::uint64_t m_size = 0;
    std::optional<session::Summary> m_summary;
};

} // namespace telltale::bridge
