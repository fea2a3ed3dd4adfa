// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "decode/decode_tree.h"
#include "rules/rule_set.h"
#include "session/values.h"

#include <optional>
#include <vector>

namespace telltale::leak {

/// When the user browsed privately, as marked. Not tied to a thread; callers lock if they share one.
class PrivateBrowsing {
public:
    /// All marks, replacing the earlier ones; an open span lasts until now. @p always: all of the time.
    void setSpans(std::vector<session::PrivateSpan> spans, bool always = false);
    /// When the phone itself showed private browsing, replacing what was told before.
    void setDeviceSpans(std::vector<session::PrivateSpan> spans);

    /// False where the same is set already.
    [[nodiscard]] bool differsFrom(const std::vector<session::PrivateSpan> &spans, bool always,
        const std::vector<session::PrivateSpan> &device) const
    {
        return spans != m_spans || always != m_always || device != m_deviceSpans;
    }
    /// A span has no end yet.
    [[nodiscard]] bool isOpen() const;

    /// Marked, or shown by the phone.
    [[nodiscard]] bool contains(base::Timestamp time) const;

    /// Why something counts as private: "marked" when it was sent in a marked span, or tells of an
    /// event in one (telemetry is hoarded and sent later); "payload" when @p payloadSaysSo; "device" as
    /// "marked", for the spans of the phone.
    [[nodiscard]] std::vector<session::IncognitoBasis> incognitoOf(
        base::Timestamp time, std::optional<base::Timestamp> eventTime, bool payloadSaysSo) const;

private:
    [[nodiscard]] bool isMarked(base::Timestamp time) const;

    std::vector<session::PrivateSpan> m_spans;
    std::vector<session::PrivateSpan> m_deviceSpans;
    bool m_always = false;
};

/// For each node of the tree: the event it belongs to states private browsing, by incognito.toml.
std::vector<bool> statedPrivate(const rules::RuleSet &rules, const decode::DecodeTree &tree);

} // namespace telltale::leak
