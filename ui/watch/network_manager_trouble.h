// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace telltale::watch {

/// What went wrong and what to do, one sentence each. Neither is ever empty.
struct Trouble {
    QString message;
    QString remedy;

    [[nodiscard]] bool operator==(const Trouble &) const = default;
};

/// Why NetworkManager can't be asked, by the name of the D-Bus error.
[[nodiscard]] Trouble unreachable(const QString &errorName);

/// Why it refused to start a connection on `interface`: `errorName` is the D-Bus error's, `text` its own words.
[[nodiscard]] Trouble refused(const QString &errorName, const QString &text, const QString &interface);

/// Why a connection that was accepted did not come up, or went down. `deviceReason` is NMDeviceStateReason (0 where the
/// device did not say), `activeReason` is NMActiveConnectionStateReason.
[[nodiscard]] Trouble ended(unsigned deviceReason, unsigned activeReason, const QString &interface, bool on5GHz);

} // namespace telltale::watch
