// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/private_spans.h"

#include <algorithm>

namespace telltale::engine {

namespace {

base::Timestamp resolve(const std::variant<base::Timestamp, double> &moment, base::Timestamp first)
{
    if (const auto *time = std::get_if<base::Timestamp>(&moment))
        return *time;
    const double seconds = std::get<double>(moment);
    return {first.nanoseconds + static_cast<std::int64_t>(seconds * static_cast<double>(base::nanosecondsPerSecond))};
}

using Spans = std::vector<session::PrivateSpan>;

/// From each "on" to the next "off".
void addSpans(Spans &spans, const std::multimap<base::Timestamp, bool> &switches)
{
    std::optional<base::Timestamp> open;
    for (const auto &[time, on] : switches) {
        if (on && !open) {
            open = time;
        } else if (!on && open) {
            spans.push_back({*open, time});
            open.reset();
        }
    }
    if (open)
        spans.push_back({*open, std::nullopt});
}

/// Ascending, not overlapping, none of them empty.
Spans joined(Spans raw)
{
    std::sort(raw.begin(), raw.end(), [](const auto &a, const auto &b) { return a.from < b.from; });
    Spans spans;
    for (const session::PrivateSpan &span : raw) {
        if (span.to && *span.to <= span.from)
            continue;
        if (!spans.empty() && (!spans.back().to || span.from <= *spans.back().to)) {
            auto &end = spans.back().to;
            end = end && span.to ? std::max(end, span.to) : std::nullopt;
        } else {
            spans.push_back(span);
        }
    }
    return spans;
}

} // namespace

PrivateSpans::PrivateSpans(const Options &options)
    : m_all(options.incognitoAll)
    , m_options(options.incognito)
{
}

void PrivateSpans::setBeginning(base::Timestamp first)
{
    if (m_first && *m_first <= first)
        return;
    m_first = first;
    rebuild();
}

void PrivateSpans::mark(base::Timestamp time, bool on)
{
    m_marks.emplace(time, on);
    rebuild();
}

void PrivateSpans::show(base::Timestamp time, bool on)
{
    m_sights.emplace(time, on);
    rebuild();
}

bool PrivateSpans::contains(base::Timestamp time) const
{
    return std::any_of(m_spans.begin(), m_spans.end(), [&](const session::PrivateSpan &span) {
        return span.from <= time && (!span.to || time < *span.to);
    });
}

void PrivateSpans::rebuild()
{
    Spans raw;
    if (m_all && m_first)
        raw.push_back({*m_first, std::nullopt});
    if (m_first) {
        for (const SpanOption &option : m_options)
            raw.push_back({resolve(option.from, *m_first), resolve(option.to, *m_first)});
    }
    addSpans(raw, m_marks);
    m_marked = joined(std::move(raw));
    Spans shown;
    addSpans(shown, m_sights);
    m_shown = joined(std::move(shown));
    Spans all = m_marked;
    all.insert(all.end(), m_shown.begin(), m_shown.end());
    m_spans = joined(std::move(all));
}

} // namespace telltale::engine
