// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/request_record.h"

#include "decode/decoder.h"
#include "leak/browser_headers.h"
#include "leak/event_time.h"
#include "leak/identifiers.h"
#include "leak/incognito.h"
#include "leak/payload_walk.h"
#include "leak/request_url.h"
#include "leak/sender.h"
#include "leak/views.h"
#include "leak/visited.h"

#include <algorithm>

namespace telltale::leak {

namespace {

constexpr char pathSeparator = '\x1f';
constexpr std::size_t viewOctets = 4U << 20; // of texts hidden in the values of one request
constexpr std::size_t mostDigests = 65536;
constexpr std::size_t longestSplit = 4096; // octets of a text that only may have been a form

std::string_view afterColon(std::string_view location)
{
    const std::size_t colon = location.find(':');
    return colon == std::string_view::npos ? std::string_view() : location.substr(colon + 1);
}

struct Placed {
    WirePlace place = WirePlace::linear;
    base::ByteRange wire;
};

/// Where every node lies on the wire, each from its parent, which always has a smaller number.
std::vector<Placed> placeNodes(const decode::DecodeTree &tree)
{
    std::vector<Placed> places(tree.nodes().size());
    places[0].wire = {0, tree.content(0).size()};
    for (std::uint32_t i = 1; i < places.size(); ++i) {
        const decode::Node &node = tree.node(i);
        const Placed &parent = places[node.parent];
        if (parent.place == WirePlace::fixed) {
            places[i] = parent;
        } else if (node.linear) {
            places[i] = {parent.place, {parent.wire.from + node.range.from, parent.wire.from + node.range.to}};
        } else if (decode::keepsPositions(node)) {
            places[i].place = WirePlace::decoded;
        } else {
            places[i] = {WirePlace::fixed, tree.onTheWire(node.parent, node.range)};
        }
    }
    return places;
}

/// A text that reads as a form though nobody says that it is one: so does an address with parameters written back to
/// front. Its fields are values; only here it is whole.
bool isSplit(const decode::DecodeTree &tree, std::uint32_t node, bool rootIsForm)
{
    const auto isForm = [&](std::uint32_t child) { return tree.node(child).step == "form"; };
    const auto &children = tree.node(node).children;
    if (tree.content(node).size() > longestSplit || std::none_of(children.begin(), children.end(), isForm))
        return false;
    while (rootIsForm && node != 0 && tree.node(node).key.empty())
        node = tree.node(node).parent;
    return !rootIsForm || node != 0;
}

/// Adds the values of one location to a record.
class ValueCollector {
public:
    ValueCollector(const rules::RuleSet &rules, RequestRecord &record)
        : m_rules(rules)
        , m_record(record)
    {
    }

    void add(const decode::LocatedTree &located, const session::Exchange &exchange)
    {
        const decode::DecodeTree &tree = located.tree;
        LocationRecord location;
        location.name = located.location;
        if (located.location == "body") {
            location.contentType = exchange.request.contentType;
            location.contentEncoding = exchange.request.contentEncoding;
        }
        const auto places = placeNodes(tree);
        const auto times = eventTimes(tree);
        const auto stated = statedPrivate(m_rules, tree);
        const bool rootIsForm = location.contentType.find("x-www-form-urlencoded") != std::string::npos;
        bool reopen = false;
        for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
            const bool split = isSplit(tree, i, rootIsForm);
            if ((!tree.isValue(i) && !split) || tree.content(i).size() < 2)
                continue;
            ValueRecord value = valueOf(located, i);
            value.place = places[i].place;
            value.wire = places[i].wire;
            value.eventTime = times[i];
            value.statedPrivate = stated[i];
            reopen |= value.place == WirePlace::decoded;
            value.split = split;
            if (split)
                m_record.values.push_back(std::move(value));
            else
                addHidden(base::asText(tree.content(i)), value);
        }
        if (reopen)
            location.wire = base::toBuffer(tree.content(0));
        m_record.locations.push_back(std::move(location));
    }

private:
    /// Adds the value, what may be a hash in it, and the texts hidden in it with theirs.
    void addHidden(std::string_view content, ValueRecord &value)
    {
        m_views.clear();
        addDigests(content, nullptr);
        if (!value.browserHeader)
            findViews(content, m_viewBudget, m_views);
        ValueRecord hidden = value;
        m_record.values.push_back(std::move(value));
        for (const View &view : m_views) {
            addDigests(view.text, &view.sources);
            Folded folded = fold(view.text, view.sources);
            hidden.view = wayNumber(view.way);
            hidden.textFrom = static_cast<std::uint32_t>(m_record.text.size());
            hidden.textSize = static_cast<std::uint32_t>(folded.text.size());
            hidden.offsets = std::move(folded.offsets);
            m_record.text += folded.text;
            m_record.values.push_back(hidden);
        }
    }

    /// For the value that is added next.
    void addDigests(std::string_view content, const std::vector<std::uint32_t> *sources)
    {
        m_runs.clear();
        findDigestRuns(content, m_runs);
        for (const DigestRun &run : m_runs) {
            if (m_record.digests.size() >= mostDigests)
                break;
            const auto place = [&](std::uint64_t at) {
                return sources != nullptr ? (*sources)[at] : static_cast<std::uint32_t>(at);
            };
            m_record.digests.push_back(
                {static_cast<std::uint32_t>(m_record.values.size()), place(run.range.from), place(run.range.to),
                    static_cast<std::uint32_t>(m_record.digestOctets.size()), run.size, run.characters, run.writing});
            m_record.digestOctets += base::asText(run.view());
        }
    }

    std::uint16_t wayNumber(const std::string &way)
    {
        if (m_record.ways.empty())
            m_record.ways.emplace_back();
        const auto known = std::find(m_record.ways.begin(), m_record.ways.end(), way);
        const auto number = static_cast<std::uint16_t>(known - m_record.ways.begin());
        if (known == m_record.ways.end())
            m_record.ways.push_back(way);
        return number;
    }

    ValueRecord valueOf(const decode::LocatedTree &located, std::uint32_t node)
    {
        ValueRecord value;
        Folded folded = fold(base::asText(located.tree.content(node)));
        value.node = node;
        value.location = static_cast<std::uint16_t>(m_record.locations.size());
        value.textFrom = static_cast<std::uint32_t>(m_record.text.size());
        value.textSize = static_cast<std::uint32_t>(folded.text.size());
        m_record.text += folded.text;
        value.offsets = std::move(folded.offsets);
        value.pathFrom = static_cast<std::uint32_t>(m_record.paths.size());
        value.depth = addPath(located.tree, node);
        value.pathSize = static_cast<std::uint32_t>(m_record.paths.size()) - value.pathFrom;
        value.browserHeader = located.location.starts_with("header:") && isBrowserHeader(afterColon(located.location));
        value.deviceField = m_rules.describesDevice(keyOf(located.tree, node));
        return value;
    }

    /// DecodeTree::path, written behind the paths before it; gives the number of its elements.
    std::uint16_t addPath(const decode::DecodeTree &tree, std::uint32_t node)
    {
        m_way.clear();
        for (; node != 0; node = tree.node(node).parent)
            m_way.push_back(node);
        std::size_t elements = 0;
        const auto element = [&](const std::string &name) {
            (m_record.paths += name) += pathSeparator;
            ++elements;
        };
        for (auto at = m_way.rbegin(); at != m_way.rend(); ++at) {
            const decode::Node &step = tree.node(*at);
            if (!step.step.empty())
                element(step.step);
            if (!step.key.empty() || step.step.empty())
                element(step.key);
        }
        return static_cast<std::uint16_t>(std::min<std::size_t>(elements, UINT16_MAX));
    }

    const rules::RuleSet &m_rules;
    RequestRecord &m_record;
    std::vector<View> m_views; // of one value; this and the next are kept for their memory
    std::vector<DigestRun> m_runs;
    std::size_t m_viewBudget = viewOctets;
    std::vector<std::uint32_t> m_way; // from a node to the root; kept for its memory
};

/// What an allocator takes for that many octets, roughly.
constexpr std::size_t allocated(std::size_t bytes)
{
    constexpr std::size_t step = 16;
    return bytes == 0 ? 0 : (bytes / step + 2) * step;
}

/// What a text takes beside itself.
std::size_t inText(const std::string &text)
{
    return text.capacity() <= std::string().capacity() ? 0 : allocated(text.capacity());
}

decode::LocationKind kindOf(std::string_view location)
{
    if (location == "body")
        return decode::LocationKind::body;
    if (location == "url")
        return decode::LocationKind::url;
    return location.starts_with("cookie:") ? decode::LocationKind::cookie : decode::LocationKind::header;
}

base::ByteRange decodedRange(
    const RequestRecord &record, const ValueRecord &value, base::ByteRange part, const base::Limits &limits)
{
    const LocationRecord &location = record.locations[value.location];
    const decode::DecoderRegistry &registry = record.decoders ? *record.decoders : decode::DecoderRegistry::standard();
    const decode::Hints hints{location.contentType, location.contentEncoding, afterColon(location.name), 0};
    const decode::DecodeTree tree =
        decode::decodeLocation(location.wire, kindOf(location.name), hints, registry, limits);
    if (value.node >= tree.nodes().size())
        return {0, location.wire.size()};
    return tree.onTheWire(value.node, part);
}

} // namespace

std::string_view RequestRecord::textOf(const ValueRecord &value) const
{
    return std::string_view(text).substr(value.textFrom, value.textSize);
}

DigestRun RequestRecord::runOf(const DigestRecord &digest) const
{
    DigestRun run;
    run.range = {digest.from, digest.to};
    run.writing = digest.writing;
    run.characters = digest.characters;
    run.size = digest.size;
    const std::string_view octets = std::string_view(digestOctets).substr(digest.octetsFrom, digest.size);
    std::copy(octets.begin(), octets.end(), run.octets.begin());
    return run;
}

std::vector<std::string> RequestRecord::pathOf(const ValueRecord &value) const
{
    std::vector<std::string> path;
    std::string_view rest = std::string_view(paths).substr(value.pathFrom, value.pathSize);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(pathSeparator), rest.size());
        path.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return path;
}

std::size_t RequestRecord::bytes() const
{
    std::size_t sum = sizeof *this + text.capacity() + paths.capacity() + values.capacity() * sizeof(ValueRecord);
    for (const ValueRecord &value : values)
        sum += allocated(value.offsets.bytes());
    for (const LocationRecord &location : locations)
        sum += sizeof location + allocated(location.wire.capacity()) + inText(location.name)
            + inText(location.contentType) + inText(location.contentEncoding);
    sum += digests.capacity() * sizeof(DigestRecord) + ways.capacity() * sizeof(std::string) + digestOctets.capacity();
    for (const session::SentIdentifier &identifier : identifiers)
        sum += sizeof identifier + inText(identifier.kind) + inText(identifier.value);
    for (const session::SentData &known : data)
        sum += sizeof known + inText(known.name) + inText(known.value) + inText(known.why) + inText(known.location)
            + known.path.capacity() * sizeof(std::string);
    return sum + inText(host) + inText(recipient.host) + inText(recipient.domain) + inText(recipient.organisation)
        + inText(visited) + (app ? inText(app->package) + inText(app->name) : 0);
}

RequestRecord recordRequest(const rules::RuleSet &rules, const decode::OutgoingMessage &message)
{
    const session::Exchange &exchange = *message.exchange;
    RequestRecord record;
    record.exchange = exchange.id;
    record.time = exchange.requestEnd;
    record.client = exchange.client;
    const std::string_view urlHost = splitUrl(exchange.url).host;
    record.host = urlHost.empty() ? exchange.host.substr(0, exchange.host.find(':')) : std::string(urlHost);
    record.sender = senderOf(exchange, message.headers);
    record.search = recogniseSearch(rules, message);
    if (!record.search && isVisitedPage(message))
        record.visited = visitedAddress(exchange);
    record.identifiers = sentIdentifiers(rules, message);
    ValueCollector collector(rules, record);
    for (const decode::LocatedTree &located : message.trees) {
        if (record.locations.size() < UINT16_MAX)
            collector.add(located, exchange);
    }
    record.text.shrink_to_fit();
    record.paths.shrink_to_fit();
    record.values.shrink_to_fit();
    record.digests.shrink_to_fit();
    record.digestOctets.shrink_to_fit();
    return record;
}

base::ByteRange wireRange(
    const RequestRecord &record, const ValueRecord &value, base::ByteRange folded, const base::Limits &limits)
{
    return wireRangeOfPart(record, value, value.offsets.source(folded), limits);
}

base::ByteRange wireRangeOfPart(
    const RequestRecord &record, const ValueRecord &value, base::ByteRange part, const base::Limits &limits)
{
    switch (value.place) {
    case WirePlace::linear:
        return {value.wire.from + part.from, value.wire.from + part.to};
    case WirePlace::fixed:
        return value.wire;
    case WirePlace::decoded:
        break;
    }
    return decodedRange(record, value, part, limits);
}

int locationRank(std::string_view location)
{
    switch (kindOf(location)) {
    case decode::LocationKind::body:
        return 3;
    case decode::LocationKind::url:
        return 2;
    case decode::LocationKind::cookie:
        return 1;
    case decode::LocationKind::header:
        return 0;
    }
    return 0;
}

} // namespace telltale::leak
