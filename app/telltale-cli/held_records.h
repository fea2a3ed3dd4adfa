// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace telltale::cli {

/// Records that are complete but for their app: the phone says whose a connection was a moment after its
/// packets have passed. They wait for its word, but not long.
template <typename Id, typename Value>
class HeldRecords {
public:
    using Clock = std::chrono::steady_clock;

    /// True if it has to wait; it is held then. A later one of the same id replaces it.
    bool hold(const Id &id, const Value &value, std::chrono::milliseconds patience)
    {
        const auto held = m_values.find(id);
        if (patience.count() == 0 || isSure(value.app)) {
            if (held != m_values.end())
                m_values.erase(held);
            return false;
        }
        if (held != m_values.end())
            held->second.first = value;
        else
            m_values.emplace(id, std::pair(value, Clock::now() + patience));
        return true;
    }

    /// Gives those to use() that have waited long enough; all of them at the end.
    template <typename Use>
    void release(bool all, Use use)
    {
        const auto now = Clock::now();
        for (auto held = m_values.begin(); held != m_values.end();) {
            if (!all && held->second.second > now) {
                ++held;
                continue;
            }
            use(held->second.first);
            held = m_values.erase(held);
        }
    }

private:
    static bool isSure(const std::optional<session::App> &app)
    {
        return app && (app->source == session::AppSource::device || app->source == session::AppSource::user);
    }

    std::map<Id, std::pair<Value, Clock::time_point>> m_values;
};

} // namespace telltale::cli
