// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pcapdroid_plan.h"

#include <QObject>
#include <QString>

#include <array>
#include <cstdint>

namespace telltale::engine {
struct Batch;
}

namespace telltale::bridge {

/// How far watching what PCAPdroid sends has come. Lives on the GUI thread and is fed by the bridge.
class PhoneStreamState final : public QObject {
    Q_OBJECT
public:
    /// What a person waits for, in the order in which it comes.
    enum class Step : std::uint8_t {
        open, ///< this computer listens, or dials the phone
        heard, ///< the phone was heard, or answered
        record, ///< something of its traffic can be shown
        app ///< the phone named the app of a connection
    };
    static constexpr int steps = 4;

    explicit PhoneStreamState(QObject *parent = nullptr);

    /// Forgets everything; the source is open from here on.
    void begin(const PcapdroidPlan &plan);
    void apply(const engine::Batch &batch);

    [[nodiscard]] bool reached(Step step) const { return m_reached[static_cast<std::size_t>(step)]; }
    [[nodiscard]] const PcapdroidPlan &plan() const { return m_plan; }
    [[nodiscard]] const QString &phone() const { return m_phone; } ///< its address; empty until it was heard
    [[nodiscard]] const QString &app() const { return m_app; } ///< the first that was named; empty until then
    /// Why nothing more will come; empty while something may.
    [[nodiscard]] const QString &problem() const { return m_problem; }

signals:
    void changed();

private:
    bool reach(Step step);
    bool takeApp(const engine::Batch &batch);

    PcapdroidPlan m_plan;
    std::array<bool, steps> m_reached{};
    QString m_phone;
    QString m_app;
    QString m_problem;
};

} // namespace telltale::bridge
