// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/place_finder.h"

#include "leak/digest_match.h"
#include "leak/leak_policy.h"
#include "leak/matcher.h"

#include <algorithm>
#include <tuple>

namespace telltale::leak {

namespace {

class PlaceFinder {
public:
    PlaceFinder(const SecretSet &secrets, const SecretSet::Index &index, const RequestRecord &record)
        : m_secrets(secrets)
        , m_index(index)
        , m_record(record)
    {
    }

    std::unordered_map<std::uint32_t, Place> find()
    {
        findTexts();
        for (const DigestRecord &digest : m_record.digests)
            findDigests(digest);
        if (m_index.digests.hasShort()) {
            for (const ValueRecord &value : m_record.values)
                findNumbers(value);
        }
        return std::move(m_found);
    }

private:
    void findTexts()
    {
        const Candidates candidates = findCandidates(m_index, m_record.text);
        auto next = candidates.begin();
        for (const ValueRecord &value : m_record.values) {
            const std::size_t end = std::size_t{value.textFrom} + value.textSize;
            const auto first = std::find_if(
                next, candidates.end(), [&](const auto &candidate) { return candidate.from >= value.textFrom; });
            next = std::find_if(first, candidates.end(), [&](const auto &candidate) { return candidate.from >= end; });
            const TextKind kind = value.split ? TextKind::split : value.view == 0 ? TextKind::value : TextKind::view;
            for (const Match &hit :
                findSecrets(m_secrets, m_index, m_record.textOf(value), {first, next}, value.textFrom, kind)) {
                const bool whole = hit.range.size() == value.textSize && value.view == 0;
                add(hit.secret, {&value, value.offsets.source(hit.range), whole, nested(way(value), hit.spelling)});
            }
        }
    }

    void findDigests(const DigestRecord &digest)
    {
        const ValueRecord &value = m_record.values[digest.value];
        for (DigestMatch &hit : findDigest(m_secrets, m_index, m_record.runOf(digest)))
            add(hit.secret, {&value, {digest.from, digest.to}, false, nested(way(value), hit.match)});
    }

    void findNumbers(const ValueRecord &value)
    {
        constexpr std::size_t longestNumber = 20;
        const std::string_view text = m_record.textOf(value);
        if (value.view != 0 || value.split || text.size() < 4 || text.size() > longestNumber)
            return;
        if (text.find_first_not_of("0123456789abcdefx-") != std::string_view::npos)
            return;
        const auto path = m_record.pathOf(value);
        const std::string &location = m_record.locations[value.location].name;
        for (DigestMatch &hit : findNumber(m_secrets, m_index, text, path.empty() ? location : path.back()))
            add(hit.secret, {&value, value.offsets.source({0, text.size()}), true, std::move(hit.match)});
    }

    [[nodiscard]] std::string_view way(const ValueRecord &value) const
    {
        return value.view == 0 ? std::string_view() : std::string_view(m_record.ways[value.view]);
    }

    void add(std::uint32_t secret, Place place)
    {
        if (!countsIn(m_secrets.secret(secret), m_record, *place.value))
            return;
        const auto [it, fresh] = m_found.try_emplace(secret, place);
        if (!fresh && rank(place) > rank(it->second))
            it->second = std::move(place);
    }

    [[nodiscard]] std::tuple<bool, int, bool, bool, int> rank(const Place &place) const
    {
        return {place.match == "plain", locationRank(m_record.locations[place.value->location].name),
            !place.value->split, place.whole, -int{place.value->depth}};
    }

    const SecretSet &m_secrets;
    const SecretSet::Index &m_index;
    const RequestRecord &m_record;
    std::unordered_map<std::uint32_t, Place> m_found;
};

} // namespace

std::unordered_map<std::uint32_t, Place> findPlaces(
    const SecretSet &secrets, const SecretSet::Index &index, const RequestRecord &record)
{
    return PlaceFinder(secrets, index, record).find();
}

} // namespace telltale::leak
