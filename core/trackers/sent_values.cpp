// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/sent_values.h"

#include "base/utf8.h"
#include "leak/event_time.h"
#include "leak/identifiers.h"
#include "trackers/place_walk.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace telltale::trackers {

namespace {

/// Places looked at for one rule: many events may repeat few values.
constexpr std::size_t mostPlaces = 4096;

using Times = std::vector<std::optional<base::Timestamp>>;

/// The event times of the trees that hold values; most requests have one such tree.
class EventTimes {
public:
    std::optional<base::Timestamp> of(const FoundNode &found)
    {
        auto [it, fresh] = m_times.try_emplace(found.located);
        if (fresh)
            it->second = leak::eventTimes(found.located->tree);
        return it->second[found.value];
    }

private:
    std::map<const decode::LocatedTree *, Times> m_times;
};

session::DataKind kindOf(rules::ValueKind kind)
{
    switch (kind) {
    case rules::ValueKind::searchQuery:
        return session::DataKind::searchQuery;
    case rules::ValueKind::visitedUrl:
        return session::DataKind::visitedUrl;
    case rules::ValueKind::identifier:
        return session::DataKind::identifier;
    case rules::ValueKind::location:
        return session::DataKind::location;
    case rules::ValueKind::account:
        return session::DataKind::account;
    case rules::ValueKind::contact:
        return session::DataKind::contact;
    case rules::ValueKind::interaction:
        return session::DataKind::interaction;
    case rules::ValueKind::installedApps:
        return session::DataKind::installedApps;
    case rules::ValueKind::credential:
        return session::DataKind::credential;
    case rules::ValueKind::device:
        return session::DataKind::device;
    case rules::ValueKind::content:
        return session::DataKind::content;
    case rules::ValueKind::time:
        return session::DataKind::time;
    }
    return session::DataKind::device;
}

bool counts(const rules::TrackerValue &rule, std::string_view value)
{
    if (value.empty() || value == "null" || value == "undefined" || !base::isReadableText(value))
        return false;
    if (rule.kind != rules::ValueKind::identifier && rule.shape == rules::Shape::any)
        return true;
    rules::IdentifierRule form;
    form.shape = rule.shape;
    form.minimum = 1;
    form.maximum = longestSentValue;
    return leak::fitsShape(form, value);
}

/// At most longestSentValue octets, cut between characters.
std::string shortened(std::string text)
{
    if (text.size() <= longestSentValue)
        return text;
    std::size_t size = longestSentValue;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    text.resize(size);
    return text;
}

session::SentData dataOf(const rules::TrackerValue &rule, const FoundNode &found, std::string value)
{
    const decode::DecodeTree &tree = found.located->tree;
    session::SentData data;
    data.kind = kindOf(rule.kind);
    data.name = rule.name;
    data.value = std::move(value);
    data.why = rule.why;
    data.location = found.located->location;
    data.path = tree.path(found.value);
    data.bytes = tree.onTheWire(found.value, found.part);
    return data;
}

/// The first of each list, then the second of each, until there are enough; in the order of the lists.
std::vector<session::SentData> fairly(std::vector<std::vector<session::SentData>> lists)
{
    std::vector<std::size_t> shares(lists.size(), 0);
    std::size_t taken = 0;
    for (std::size_t round = 0; round < mostSentValues && taken < mostSentValues; ++round) {
        for (std::size_t i = 0; i < lists.size() && taken < mostSentValues; ++i) {
            if (lists[i].size() > round) {
                ++shares[i];
                ++taken;
            }
        }
    }
    std::vector<session::SentData> all;
    all.reserve(taken);
    for (std::size_t i = 0; i < lists.size(); ++i)
        std::move(lists[i].begin(), lists[i].begin() + static_cast<std::ptrdiff_t>(shares[i]), std::back_inserter(all));
    return all;
}

} // namespace

std::vector<session::SentData> sentValues(
    const rules::TrackerEndpoint &endpoint, const decode::OutgoingMessage &message)
{
    EventTimes times;
    std::set<std::tuple<rules::ValueKind, std::string, std::string>> known;
    std::vector<std::vector<session::SentData>> lists;
    for (const rules::TrackerValue &rule : endpoint.values) {
        std::vector<session::SentData> &list = lists.emplace_back();
        for (const FoundNode &found : findPlace(message, rule.at, mostPlaces)) {
            std::string value = shortened(textOf(found));
            if (list.size() >= mostSentValues)
                break;
            if (!counts(rule, value) || !known.emplace(rule.kind, rule.name, value).second)
                continue;
            list.push_back(dataOf(rule, found, std::move(value)));
            list.back().eventTime = times.of(found);
        }
    }
    return fairly(std::move(lists));
}

} // namespace telltale::trackers
