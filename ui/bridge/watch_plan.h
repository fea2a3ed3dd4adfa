// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pcapdroid_plan.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace telltale::bridge {

/// What is to be watched, and how. Nothing is changed on the phone's way unless decrypt is set.
struct WatchPlan {
    QString interface;
    QStringList stations; ///< only these, by MAC or IP address; empty for all behind it
    QString stationName; ///< for people: "Redmi Note 8", "10.42.0.2"; empty for all behind it
    bool decrypt = false; ///< end the phone's TLS on this computer and open it again
    bool refuseQuic = true; ///< while decrypting, so that apps fall back to TCP
    QString sessionFolder; ///< recorded into; empty: nothing is recorded
    QStringList upstreamAuthorities = {}; ///< files with further trust anchors for the servers' side
    QStringList stationAddresses = {}; ///< that are known to be its, for lists
    bool askPhone = false; ///< ask the phone over ADB which app has which connection
    QString authorityFolder = {}; ///< empty: this computer's own certificate authority
    std::optional<PcapdroidPlan> pcapdroid =
        std::nullopt; ///< instead of the interface: what is above of the phone's way does not apply

    /// What is watched, for titles and the names of recordings.
    [[nodiscard]] QString sourceName() const { return pcapdroid ? QStringLiteral("PCAPdroid") : interface; }

    [[nodiscard]] bool operator==(const WatchPlan &) const = default;
};

} // namespace telltale::bridge
