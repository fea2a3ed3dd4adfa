// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "engine/analysis.h"
#include "session/values.h"

#include <map>
#include <optional>
#include <vector>

namespace telltale::engine {

/// When browsing was private: by the options (absolute, or seconds after the first packet), by marks and by what
/// the phone showed. Marks and sights may come in any order.
class PrivateSpans {
public:
    explicit PrivateSpans(const Options &options);

    /// The capture begins here; relative options count from it. Only an earlier time changes it.
    void setBeginning(base::Timestamp first);
    void mark(base::Timestamp time, bool on);
    /// The phone shows private browsing from here on, or something else.
    void show(base::Timestamp time, bool on);

    /// All spans, ascending, not overlapping; the last may be open.
    [[nodiscard]] const std::vector<session::PrivateSpan> &spans() const { return m_spans; }
    /// Those by options and marks, and those by the phone.
    [[nodiscard]] const std::vector<session::PrivateSpan> &marked() const { return m_marked; }
    [[nodiscard]] const std::vector<session::PrivateSpan> &shown() const { return m_shown; }
    [[nodiscard]] bool contains(base::Timestamp time) const;

private:
    void rebuild();

    bool m_all;
    std::vector<SpanOption> m_options;
    std::optional<base::Timestamp> m_first;
    std::multimap<base::Timestamp, bool> m_marks;
    std::multimap<base::Timestamp, bool> m_sights;
    std::vector<session::PrivateSpan> m_spans;
    std::vector<session::PrivateSpan> m_marked;
    std::vector<session::PrivateSpan> m_shown;
};

} // namespace telltale::engine
