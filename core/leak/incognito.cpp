// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/incognito.h"

#include "leak/payload_walk.h"

#include <algorithm>
#include <set>

namespace telltale::leak {

namespace {

bool valueFits(const rules::IncognitoRule &rule, std::string_view value)
{
    const std::string lower = rules::lowerKey(value);
    return std::any_of(
        rule.values.begin(), rule.values.end(), [&](const auto &want) { return rules::lowerKey(want) == lower; });
}

/// The names events give themselves, by event node.
std::vector<std::string_view> eventNames(const decode::DecodeTree &tree, const std::vector<std::uint32_t> &events)
{
    std::vector<std::string_view> names(events.size());
    for (std::uint32_t i = 1; i < events.size(); ++i) {
        const decode::Node &node = tree.node(i);
        if (node.leaf && (node.key == "event" || node.key == "event_name" || node.key == "eventName"))
            names[events[i]] = base::asText(tree.content(i));
    }
    return names;
}

bool isIn(const std::vector<session::PrivateSpan> &spans, base::Timestamp time)
{
    return std::any_of(spans.begin(), spans.end(),
        [&](const session::PrivateSpan &span) { return span.from <= time && (!span.to || time < *span.to); });
}

} // namespace

void PrivateBrowsing::setSpans(std::vector<session::PrivateSpan> spans, bool always)
{
    m_spans = std::move(spans);
    m_always = always;
}

bool PrivateBrowsing::isOpen() const
{
    const auto open = [](const session::PrivateSpan &span) { return !span.to; };
    return !m_always
        && (std::any_of(m_spans.begin(), m_spans.end(), open)
            || std::any_of(m_deviceSpans.begin(), m_deviceSpans.end(), open));
}

void PrivateBrowsing::setDeviceSpans(std::vector<session::PrivateSpan> spans)
{
    m_deviceSpans = std::move(spans);
}

bool PrivateBrowsing::contains(base::Timestamp time) const
{
    return isMarked(time) || isIn(m_deviceSpans, time);
}

bool PrivateBrowsing::isMarked(base::Timestamp time) const
{
    return m_always || isIn(m_spans, time);
}

std::vector<session::IncognitoBasis> PrivateBrowsing::incognitoOf(
    base::Timestamp time, std::optional<base::Timestamp> eventTime, bool payloadSaysSo) const
{
    std::vector<session::IncognitoBasis> basis;
    if (isMarked(time) || (eventTime && isMarked(*eventTime)))
        basis.push_back(session::IncognitoBasis::marked);
    if (payloadSaysSo)
        basis.push_back(session::IncognitoBasis::payload);
    if (isIn(m_deviceSpans, time) || (eventTime && isIn(m_deviceSpans, *eventTime)))
        basis.push_back(session::IncognitoBasis::device);
    return basis;
}

std::vector<bool> statedPrivate(const rules::RuleSet &rules, const decode::DecodeTree &tree)
{
    const std::size_t count = tree.nodes().size();
    std::vector<bool> stated(count, false);
    std::set<std::uint32_t> privateEvents;
    const std::vector<std::uint32_t> events = eventNodes(tree);
    const std::vector<std::string_view> names = eventNames(tree, events);
    for (std::uint32_t i = 1; i < count; ++i) {
        const decode::Node &node = tree.node(i);
        if (!node.leaf || node.key.empty() || tree.content(i).size() > 64)
            continue;
        for (const rules::IncognitoRule *rule : rules.incognitoOf(node.key)) {
            if (valueFits(*rule, base::asText(tree.content(i)))
                && (rule->event.empty() || rule->event == names[events[i]]))
                privateEvents.insert(events[i]);
        }
    }
    if (privateEvents.empty())
        return stated;
    for (std::uint32_t i = 0; i < count; ++i)
        stated[i] = privateEvents.contains(events[i]) || (i != 0 && stated[tree.node(i).parent]);
    return stated;
}

} // namespace telltale::leak
