// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/place_walk.h"

#include "decode/percent_text.h"
#include "leak/request_url.h"

#include <algorithm>
#include <string_view>

namespace telltale::trackers {

namespace {

using rules::PlaceKey;
using rules::PlaceRoot;

/// Which keys of a place may come next, a bit for each; the bit behind the last key: it has been reached.
/// Sets instead of one position because of "**", which may stand for none or many.
using Positions = std::uint64_t;
static_assert(rules::mostPlaceKeys < 64);

constexpr Positions bit(std::size_t position)
{
    return Positions{1} << position;
}

/// "**" may also stand for no key at all.
Positions withSkips(const std::vector<PlaceKey> &keys, Positions at)
{
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if ((at & bit(i)) != 0 && keys[i].kind == PlaceKey::Kind::anyDepth)
            at |= bit(i + 1);
    }
    return at;
}

Positions afterKey(const std::vector<PlaceKey> &keys, Positions at, std::string_view key)
{
    Positions next = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if ((at & bit(i)) == 0)
            continue;
        if (keys[i].kind == PlaceKey::Kind::anyDepth)
            next |= bit(i);
        else if (keys[i].fits(key))
            next |= bit(i + 1);
    }
    return withSkips(keys, next);
}

bool isStep(const decode::Node &node)
{
    return node.key.empty() && !node.step.empty();
}

/// Behind the steps that lead from a node to one value: the percent-encoding of a form's field, gzip.
std::uint32_t valueBehind(const decode::DecodeTree &tree, std::uint32_t node)
{
    while (!tree.isValue(node)) {
        const std::vector<std::uint32_t> &children = tree.node(node).children;
        if (children.size() != 1 || !isStep(tree.node(children[0])))
            break;
        node = children[0];
    }
    return node;
}

/// Walks one tree; nodes that no key allows are not entered.
class Walk {
public:
    Walk(const std::vector<PlaceKey> &keys, std::size_t most, std::vector<FoundNode> &found)
        : m_keys(keys)
        , m_most(most)
        , m_found(found)
    {
    }

    /// @param first  how many keys are used up before @p node
    void from(const decode::LocatedTree &located, std::uint32_t node, std::size_t first)
    {
        const decode::DecodeTree &tree = located.tree;
        m_waiting.assign(1, {node, withSkips(m_keys, bit(first))});
        const Positions reached = bit(m_keys.size());
        while (!m_waiting.empty() && m_found.size() < m_most) {
            const Step at = m_waiting.back();
            m_waiting.pop_back();
            if ((at.positions & reached) != 0)
                add(located, at.node);
            const Positions open = at.positions & ~reached;
            const std::vector<std::uint32_t> &children = tree.node(at.node).children;
            for (auto child = children.rbegin(); child != children.rend() && at.positions != 0; ++child) {
                const decode::Node &inside = tree.node(*child);
                const Positions next = isStep(inside) ? open : afterKey(m_keys, at.positions, inside.key);
                if (next != 0)
                    m_waiting.push_back({*child, next});
            }
        }
    }

private:
    struct Step {
        std::uint32_t node;
        Positions positions;
    };

    void add(const decode::LocatedTree &located, std::uint32_t node)
    {
        const std::uint32_t value = valueBehind(located.tree, node);
        m_found.push_back({&located, node, value, {0, located.tree.content(value).size()}});
    }

    const std::vector<PlaceKey> &m_keys;
    std::size_t m_most;
    std::vector<FoundNode> &m_found;
    std::vector<Step> m_waiting;
};

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

bool isNamed(const std::string &location, std::string_view kind, const rules::TrackerPlace &place)
{
    if (!location.starts_with(kind))
        return false;
    const std::string_view name = std::string_view(location).substr(kind.size());
    return place.root == PlaceRoot::header ? place.keys[0].fits(lower(name)) : place.keys[0].fits(name);
}

void findInPath(const decode::LocatedTree &url, const rules::TrackerPlace &place, std::vector<FoundNode> &found)
{
    const std::string_view text = base::asText(url.tree.content(0));
    const std::string_view written = leak::splitUrl(text).path;
    if (written.empty())
        return;
    const auto start = static_cast<std::size_t>(written.data() - text.data());
    const base::ByteRange path{start, start + written.size()};
    if (place.segment == 0) {
        found.push_back({&url, 0, 0, path});
        return;
    }
    std::size_t from = path.from + 1;
    for (std::uint32_t segment = 1; from <= path.to; ++segment) {
        const std::size_t end = std::min<std::size_t>(text.find('/', from), path.to);
        if (segment == place.segment && end > from)
            found.push_back({&url, 0, 0, {from, end}});
        from = end + 1;
    }
}

} // namespace

std::vector<FoundNode> findPlace(
    const decode::OutgoingMessage &message, const rules::TrackerPlace &place, std::size_t most)
{
    std::vector<FoundNode> found;
    Walk walk(place.keys, most, found);
    for (const decode::LocatedTree &located : message.trees) {
        const bool url = located.location == "url";
        if (place.root == PlaceRoot::path && url)
            findInPath(located, place, found);
        else if (place.root == PlaceRoot::body && located.location == "body")
            walk.from(located, 0, 0);
        else if (place.root == PlaceRoot::header && isNamed(located.location, "header:", place))
            walk.from(located, 0, 1);
        else if (place.root == PlaceRoot::cookie && isNamed(located.location, "cookie:", place))
            walk.from(located, 0, 1);
        else if (place.root == PlaceRoot::query && url) {
            for (const std::uint32_t part : located.tree.node(0).children) {
                if (located.tree.node(part).step == "query")
                    walk.from(located, part, 0);
            }
        }
    }
    return found;
}

std::string textOf(const FoundNode &found)
{
    const std::string_view all = base::asText(found.located->tree.content(found.value));
    const std::string_view text = all.substr(found.part.from, found.part.size());
    if (found.value == 0 && found.located->location == "url")
        return std::string(base::asText(decode::decodePercent(text, decode::Plus::asItself)));
    return std::string(text);
}

} // namespace telltale::trackers
