// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule_types.h"
#include "rules/tracker_types.h"

#include <concepts>
#include <tuple>
#include <type_traits>

/// The members of everything rules consist of, for writing rules and reading them again. A member that is missing here
/// does not compile: the bindings name all there are.
namespace telltale::rules {

template <typename Type, typename Rule>
concept Is = std::same_as<std::remove_const_t<Type>, Rule>;

auto fieldsOf(Is<SearchEngineRule> auto &rule)
{
    auto &[engine, hosts, paths, parameters, inPath, charsets, suggest, listed] = rule;
    return std::tie(engine, hosts, paths, parameters, inPath, charsets, suggest, listed);
}

auto fieldsOf(Is<SearchRules> auto &rules)
{
    auto &[ways, deviceKeys] = rules;
    return std::tie(ways, deviceKeys);
}

auto fieldsOf(Is<UserAgentRule> auto &rule)
{
    auto &[contains, without, confidence] = rule;
    return std::tie(contains, without, confidence);
}

auto fieldsOf(Is<AppRule> auto &rule)
{
    auto &[package, name, userAgents, hosts] = rule;
    return std::tie(package, name, userAgents, hosts);
}

auto fieldsOf(Is<AppRules> auto &rules)
{
    auto &[apps, packageHeaders, packageKeys, noApp] = rules;
    return std::tie(apps, packageHeaders, packageKeys, noApp);
}

auto fieldsOf(Is<IdentifierRule> auto &rule)
{
    auto &[kind, keys, shape, minimum, maximum, account, constant] = rule;
    return std::tie(kind, keys, shape, minimum, maximum, account, constant);
}

auto fieldsOf(Is<OrganisationRule> auto &rule)
{
    auto &[name, country, source, hosts] = rule;
    return std::tie(name, country, source, hosts);
}

auto fieldsOf(Is<OrganisationRules> auto &rules)
{
    auto &[organisations, countries] = rules;
    return std::tie(organisations, countries);
}

auto fieldsOf(Is<IncognitoRule> auto &rule)
{
    auto &[key, values, event] = rule;
    return std::tie(key, values, event);
}

auto fieldsOf(Is<PrivateWindowRule> auto &rule)
{
    auto &[package, activity, title, secure] = rule;
    return std::tie(package, activity, title, secure);
}

auto fieldsOf(Is<IncognitoRules> auto &rules)
{
    auto &[flags, windows] = rules;
    return std::tie(flags, windows);
}

auto fieldsOf(Is<PlaceKey> auto &key)
{
    auto &[kind, text] = key;
    return std::tie(kind, text);
}

auto fieldsOf(Is<TrackerPlace> auto &place)
{
    auto &[root, segment, keys, text] = place;
    return std::tie(root, segment, keys, text);
}

auto fieldsOf(Is<TrackerValue> auto &value)
{
    auto &[at, kind, name, why, shape, without] = value;
    return std::tie(at, kind, name, why, shape, without);
}

auto fieldsOf(Is<TrackerField> auto &field)
{
    auto &[at, name] = field;
    return std::tie(at, name);
}

auto fieldsOf(Is<TrackerCondition> auto &condition)
{
    auto &[at, glob] = condition;
    return std::tie(at, glob);
}

auto fieldsOf(Is<TrackerEndpoint> auto &endpoint)
{
    auto &[name, hosts, paths, methods, readable, reason, source, scheme, where, values, fields, line] = endpoint;
    return std::tie(name, hosts, paths, methods, readable, reason, source, scheme, where, values, fields, line);
}

auto fieldsOf(Is<TrackerService> auto &service)
{
    auto &[name, organisation, purpose, file, endpoints] = service;
    return std::tie(name, organisation, purpose, file, endpoints);
}

} // namespace telltale::rules
