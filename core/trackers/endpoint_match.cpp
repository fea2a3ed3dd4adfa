// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackers/endpoint_match.h"

#include "leak/request_url.h"
#include "rules/path_glob.h"
#include "trackers/place_walk.h"

#include <algorithm>

namespace telltale::trackers {

namespace {

/// Of the globs that fit the one that names most of the path; 0 for none. A glob without '*' names all of it.
std::size_t weightOf(const std::vector<std::string> &globs, std::string_view path)
{
    std::size_t best = 0;
    for (const std::string &glob : globs) {
        if (!rules::matchesGlob(glob, path))
            continue;
        const auto stars = static_cast<std::size_t>(std::count(glob.begin(), glob.end(), '*'));
        best = std::max(best, 2 * (glob.size() - stars) + (stars == 0 ? 2 : 1));
    }
    return best;
}

bool holds(const rules::TrackerCondition &condition, const decode::OutgoingMessage &message)
{
    const auto found = findPlace(message, condition.at, 1);
    return !found.empty() && (condition.glob == "*" || rules::matchesGlob(condition.glob, textOf(found.front())));
}

session::Readable readableOf(rules::RuleReadable value)
{
    switch (value) {
    case rules::RuleReadable::yes:
        return session::Readable::yes;
    case rules::RuleReadable::partly:
        return session::Readable::partly;
    case rules::RuleReadable::no:
        return session::Readable::no;
    }
    return session::Readable::yes;
}

/// The path of the request; that of a server's root is "/".
std::string_view pathOf(const session::Exchange &exchange)
{
    const std::string_view path = leak::splitUrl(exchange.url).path;
    return path.empty() ? "/" : path;
}

Fit fitAt(std::string_view path, const rules::TrackerEndpoint &endpoint, const decode::OutgoingMessage &message)
{
    const session::Exchange &exchange = *message.exchange;
    const std::vector<std::string> &methods = endpoint.methods;
    if (!methods.empty() && std::find(methods.begin(), methods.end(), exchange.method) == methods.end())
        return {Obstacle::method, nullptr, 0};
    Fit result;
    if (!endpoint.paths.empty()) {
        result.pathWeight = weightOf(endpoint.paths, path);
        if (result.pathWeight == 0)
            return {Obstacle::path, nullptr, 0};
    }
    for (const rules::TrackerCondition &condition : endpoint.where) {
        if (!holds(condition, message))
            return {Obstacle::content, &condition, result.pathWeight};
    }
    return result;
}

} // namespace

std::string_view hostOf(const session::Exchange &exchange)
{
    const std::string_view named = leak::splitUrl(exchange.url).host;
    return named.empty() ? std::string_view(exchange.host) : named;
}

Fit fit(const rules::TrackerEndpoint &endpoint, const decode::OutgoingMessage &message)
{
    return fitAt(pathOf(*message.exchange), endpoint, message);
}

std::optional<rules::TrackerRule> endpointOf(const rules::TrackerTable &table, const decode::OutgoingMessage &message)
{
    const std::string_view path = pathOf(*message.exchange);
    for (const auto group : table.at(hostOf(*message.exchange))) {
        const rules::TrackerRule *best = nullptr;
        Fit bestFit;
        for (const rules::TrackerRule &rule : group) {
            const Fit here = fitAt(path, *rule.endpoint, message);
            if (here.obstacle != Obstacle::none)
                continue;
            const bool longer = best == nullptr || here.pathWeight > bestFit.pathWeight;
            const bool closer = best != nullptr && here.pathWeight == bestFit.pathWeight
                && rule.endpoint->where.size() > best->endpoint->where.size();
            if (longer || closer) {
                best = &rule;
                bestFit = here;
            }
        }
        if (best != nullptr)
            return *best;
    }
    return std::nullopt;
}

session::TrackerMatch describe(const rules::TrackerRule &rule)
{
    const rules::TrackerEndpoint &endpoint = *rule.endpoint;
    session::TrackerMatch match;
    match.service = rule.service->name;
    match.endpoint = endpoint.name;
    match.purpose = rule.service->purpose;
    match.readable = readableOf(endpoint.readable);
    match.reason = endpoint.reason;
    match.source = endpoint.source;
    if (!endpoint.scheme.empty())
        match.source += " (scheme: " + endpoint.scheme + ")";
    return match;
}

} // namespace telltale::trackers
