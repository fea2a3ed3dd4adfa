// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/typed_searches.h"

#include "leak/normalize.h"

#include <algorithm>
#include <iterator>

namespace telltale::leak {

namespace {

base::Timestamp later(base::Timestamp time, base::Timestamp by)
{
    return {time.nanoseconds + by.nanoseconds};
}

} // namespace

bool TypedSearches::add(const RequestRecord &record)
{
    if (m_count >= m_limit)
        return false;
    ++m_count;
    const RecognisedSearch &search = *record.search;
    const Person person{record.client, search.engine};
    std::string folded = foldedSecret(search.query);
    if (!search.typed) {
        m_submitted[person].emplace(record.time, std::move(folded));
        return true;
    }
    const bool named = record.appIsOwn && record.app;
    const std::string app = !named ? std::string() : record.app->package + '\n' + record.app->name;
    m_typed[{person, app, record.host}].push_back({record.time, record.exchange, search.query, std::move(folded)});
    return true;
}

bool TypedSearches::isSubmitted(const Person &person, const Request &first, const Request &last) const
{
    const auto known = m_submitted.find(person);
    if (known == m_submitted.end())
        return false;
    const auto from = known->second.lower_bound(first.time);
    const auto to = known->second.upper_bound(later(last.time, submitPause));
    return std::any_of(from, to, [&](const auto &entry) { return entry.second.starts_with(last.folded); });
}

TypedSearch TypedSearches::joined(
    const Box &box, std::vector<Request>::const_iterator from, std::vector<Request>::const_iterator to) const
{
    const auto &[person, app, host] = box;
    const Request &last = *std::prev(to);
    TypedSearch search{
        person.second, host, last.query, from->time, last.time, {}, {}, isSubmitted(person, *from, last)};
    for (; from != to; ++from) {
        search.exchanges.push_back(from->exchange);
        search.texts.push_back(from->query);
    }
    return search;
}

void TypedSearches::forget(base::Timestamp before)
{
    for (auto &[person, searches] : m_submitted) {
        const auto to = searches.lower_bound(before);
        m_count -= static_cast<std::size_t>(std::distance(searches.begin(), to));
        searches.erase(searches.begin(), to);
    }
}

std::vector<TypedSearch> TypedSearches::take(std::optional<base::Timestamp> now)
{
    std::vector<TypedSearch> complete;
    for (auto box = m_typed.begin(); box != m_typed.end();) {
        std::vector<Request> &requests = box->second;
        std::sort(requests.begin(), requests.end());
        auto from = requests.cbegin();
        while (from != requests.cend()) {
            const auto breaks = [](const Request &a, const Request &b) {
                return later(a.time, typingPause) < b.time || !b.folded.starts_with(a.folded);
            };
            const auto last = std::adjacent_find(from, requests.cend(), breaks);
            const auto to = last == requests.cend() ? last : std::next(last);
            if (to == requests.cend() && now && *now <= later(std::prev(to)->time, typingPause))
                break; // it may still grow
            complete.push_back(joined(box->first, from, to));
            m_count -= static_cast<std::size_t>(to - from);
            from = to;
        }
        requests.erase(requests.cbegin(), from);
        box = requests.empty() ? m_typed.erase(box) : std::next(box);
    }
    if (now)
        forget({now->nanoseconds - 10 * submitPause.nanoseconds});
    std::sort(complete.begin(), complete.end(), [](const TypedSearch &a, const TypedSearch &b) {
        return a.time != b.time ? a.time < b.time : a.exchanges.front() < b.exchanges.front();
    });
    return complete;
}

} // namespace telltale::leak
