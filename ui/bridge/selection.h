// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <QObject>
#include <QString>

#include <optional>

namespace telltale::bridge {

/// The one selection of the window: every pane shows it and every pane may set it.
/// Choosing a leak chooses its exchange; choosing another exchange drops the leak.
class Selection final : public QObject {
    Q_OBJECT
public:
    explicit Selection(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    [[nodiscard]] const std::optional<session::ExchangeId> &exchange() const { return m_exchange; }
    [[nodiscard]] const QString &leak() const { return m_leak; } ///< leak id; empty for none
    [[nodiscard]] const std::optional<QString> &lane() const { return m_lane; } ///< lane key that is focused
    [[nodiscard]] const QString &station() const { return m_station; } ///< address; empty for all

    void selectExchange(const std::optional<session::ExchangeId> &exchange);
    void selectLeak(const QString &leak, const session::ExchangeId &exchange);
    void focusLane(const std::optional<QString> &laneKey);
    void focusStation(const QString &address);
    /// All apps of all stations.
    void focusAll();
    void clear();

signals:
    void exchangeChanged();
    void leakChanged();
    void focusChanged();
    /// "Show proof": the inspector opens the payload at the leak and marks its bytes.
    void proofRequested();

public:
    void requestProof() { emit proofRequested(); }

private:
    std::optional<session::ExchangeId> m_exchange;
    QString m_leak;
    std::optional<QString> m_lane;
    QString m_station;
};

} // namespace telltale::bridge
