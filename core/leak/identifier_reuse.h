// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "session/values.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace telltale::leak {

/// True for an identifier that is worth looking for elsewhere: at least 8 octets, mixed enough that it does not come
/// about by chance (five different characters, 24 bit of Shannon entropy), with a digit or an '@', and no point in
/// time.
bool isWorthLookingFor(std::string_view identifier);

/// Where an identifier that was sent in private browsing turned up besides: of each recipient the first request, and
/// the first one outside of private browsing. Not tied to a thread.
class IdentifierReuse {
public:
    struct Sight {
        session::Leak leak; ///< described but for its source, which may still change
        bool payloadPrivate = false;
    };

    /// Counts @p number among the identifiers that were harvested.
    void watch(std::uint32_t number, const std::string &value)
    {
        m_watched.insert(number);
        m_numbers.emplace(value, number);
    }
    [[nodiscard]] std::optional<std::uint32_t> numberOf(const std::string &value) const
    {
        const auto known = m_numbers.find(value);
        return known == m_numbers.end() ? std::nullopt : std::optional(known->second);
    }
    /// Who got it first has changed.
    void touch(std::uint32_t number) { m_touched.insert(number); }
    /// Of which there may be something to take, in their order.
    [[nodiscard]] std::set<std::uint32_t> takeTouched() { return std::exchange(m_touched, {}); }
    [[nodiscard]] std::size_t watched() const { return m_watched.size(); }

    /// True where this request is earlier than what is known: it is worth describing.
    [[nodiscard]] bool isNews(std::uint32_t number, const std::string &recipient, bool inPrivate, base::Timestamp time,
        const session::ExchangeId &exchange) const;
    void see(std::uint32_t number, const std::string &recipient, bool inPrivate, Sight sight);

    /// The sights that are leaks and were not given before: all that somebody else than @p owner got, and what the
    /// owner got outside of private browsing. A leak is given once, and never taken back.
    std::vector<Sight> take(std::uint32_t number, const std::string &owner);

    /// Forgets what was seen and not given: the spans have changed. Gives the numbers to look for again.
    [[nodiscard]] const std::set<std::uint32_t> &startOver();

private:
    struct Key {
        std::uint32_t number;
        std::string recipient;
        bool inPrivate;
        friend auto operator<=>(const Key &, const Key &) = default;
    };

    std::set<std::uint32_t> m_watched;
    std::set<std::uint32_t> m_touched;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::map<Key, Sight> m_sights;
    std::set<std::pair<std::uint32_t, std::string>> m_given;
};

} // namespace telltale::leak
