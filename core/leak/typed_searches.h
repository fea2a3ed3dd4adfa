// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "leak/request_record.h"
#include "session/values.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace telltale::leak {

/// Who types into one search box and waits longer than this begins a new search.
constexpr base::Timestamp typingPause{5 * base::nanosecondsPerSecond};

/// A search that is submitted within this time after its first letters ends what was typed.
constexpr base::Timestamp submitPause{60 * base::nanosecondsPerSecond};

/// Requests for suggestions, joined: each asked for what the one before it had asked for, and more.
struct TypedSearch {
    std::string engine;
    std::string host;
    std::string query; ///< the longest text that was typed, as it was sent
    base::Timestamp time; ///< of the first request
    base::Timestamp end; ///< of the last
    std::vector<session::ExchangeId> exchanges; ///< in the order of time
    std::vector<std::string> texts; ///< what each of them asked for
    bool submitted = false; ///< a search that begins with it followed at the same engine
};

/// Makes one typed search of the many requests that typing causes. A deleted letter, other words or a pause begin a
/// new one. Requests may come in any order: only their times count. One client, app, engine and host each; an app
/// counts where the request itself names it.
class TypedSearches {
public:
    explicit TypedSearches(std::size_t limit)
        : m_limit(limit)
    {
    }

    /// Takes note of a request that is a search, typed or submitted. False when there is no room for it.
    bool add(const RequestRecord &record);

    /// Typed searches that are complete at @p now, which later requests no longer change as long as they come in the
    /// order of time; without it all. In the order of time. Each is given once.
    std::vector<TypedSearch> take(std::optional<base::Timestamp> now);

    [[nodiscard]] bool empty() const { return m_typed.empty(); }

private:
    struct Request {
        base::Timestamp time;
        session::ExchangeId exchange;
        std::string query;
        std::string folded;

        friend bool operator<(const Request &a, const Request &b)
        {
            return a.time != b.time ? a.time < b.time : a.exchange < b.exchange;
        }
    };
    using Person = std::pair<net::IpAddress, std::string>; // client, engine
    using Box = std::tuple<Person, std::string, std::string>; // app, host

    /// Drops submitted searches that ended long ago: a live capture may last for days.
    void forget(base::Timestamp before);
    [[nodiscard]] bool isSubmitted(const Person &person, const Request &first, const Request &last) const;
    TypedSearch joined(
        const Box &box, std::vector<Request>::const_iterator from, std::vector<Request>::const_iterator to) const;

    std::size_t m_limit;
    std::size_t m_count = 0; // typed requests not given yet, and submitted ones
    std::map<Box, std::vector<Request>> m_typed;
    std::map<Person, std::multimap<base::Timestamp, std::string>> m_submitted; // folded queries
};

} // namespace telltale::leak
