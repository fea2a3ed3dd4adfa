// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/search_engines.h"

#include "leak/charset.h"
#include "leak/request_url.h"
#include "rules/path_glob.h"

#include <algorithm>

namespace telltale::leak {

namespace {

std::string_view withoutTrailingSlash(std::string_view path)
{
    return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

/// What pages load besides: their parameters are no queries, whatever they are called.
bool isPart(std::string_view path)
{
    constexpr std::string_view endings[] = {".js", ".mjs", ".css", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg",
        ".ico", ".woff", ".woff2", ".ttf", ".json", ".xml", ".map", ".mp4", ".webm", ".txt"};
    return std::any_of(std::begin(endings), std::end(endings), [&](std::string_view e) { return path.ends_with(e); });
}

bool pathFits(const rules::SearchEngineRule &rule, std::string_view path)
{
    const std::string_view plain = withoutTrailingSlash(path.empty() ? "/" : path);
    const bool part = !rule.suggest && isPart(plain);
    return std::any_of(rule.paths.begin(), rule.paths.end(), [&](const std::string &glob) {
        return !(part && glob.ends_with('*')) && rules::matchesGlob(withoutTrailingSlash(glob), plain);
    });
}

/// A listed rule may fit any page of its hosts, also those that answer while people type.
bool asksForSuggestions(const rules::SearchEngineRule &rule, std::string_view path)
{
    constexpr std::string_view words[] = {"sugg", "complete", "typeahead", "/ac/", "/sug"};
    const auto stands = [&](std::string_view word) { return path.find(word) != std::string_view::npos; };
    return rule.suggest
        || (rule.listed && (path.ends_with("/ac") || std::any_of(std::begin(words), std::end(words), stands)));
}

/// The part of the path up to the next slash, which is taken off.
std::string_view nextPart(std::string_view &path)
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    return part;
}

/// What stands in the place of {query}; more parts may follow the template. Empty where the path does not fit.
std::string_view queryInPath(std::string_view pattern, std::string_view path)
{
    std::string_view query;
    while (!pattern.empty()) {
        const std::string_view wanted = nextPart(pattern);
        const std::string_view part = nextPart(path);
        if (wanted == "{query}")
            query = part;
        else if (part.empty() || (wanted != "*" && wanted != part))
            return {};
    }
    return query;
}

std::string trimmed(const std::string &text)
{
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    return from == std::string::npos ? std::string() : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// The field of a form in the body; the innermost decoded text of it.
std::optional<std::string> formField(const decode::OutgoingMessage &message, std::string_view name)
{
    for (const decode::LocatedTree &located : message.trees) {
        if (located.location != "body")
            continue;
        const auto &nodes = located.tree.nodes();
        for (std::uint32_t i = 1; i < nodes.size(); ++i) {
            if (nodes[i].key == name && nodes[nodes[i].parent].step == "form")
                return formDecoded(base::asText(located.tree.content(i)));
        }
    }
    return std::nullopt;
}

/// The charset the request states for its query, as Google ("ie") and Baidu do.
std::vector<std::string> charsetsOf(const rules::SearchEngineRule &rule, std::string_view query)
{
    std::vector<std::string> charsets = rule.charsets;
    const auto stated = queryParameter(query, "ie");
    if (stated && !stated->empty() && stated->size() < 24)
        charsets.insert(charsets.begin(), std::string(*stated));
    return charsets;
}

std::string queryOf(const rules::SearchEngineRule &rule, const decode::OutgoingMessage &message, const UrlParts &url)
{
    const std::vector<std::string> charsets = charsetsOf(rule, url.query);
    for (const std::string &pattern : rule.inPath) {
        std::string query = trimmed(readText(formDecoded(queryInPath(pattern, url.path)), charsets));
        if (!query.empty())
            return query;
    }
    if (!pathFits(rule, url.path))
        return {};
    for (const std::string &parameter : rule.parameters) {
        std::optional<std::string> value;
        if (const auto raw = queryParameter(url.query, parameter))
            value = formDecoded(*raw);
        else if (message.exchange->method == "POST")
            value = formField(message, parameter);
        if (!value)
            continue;
        std::string query = trimmed(readText(*value, charsets));
        if (!query.empty())
            return query;
    }
    return {};
}

} // namespace

std::optional<RecognisedSearch> recogniseSearch(const rules::RuleSet &rules, const decode::OutgoingMessage &message)
{
    const session::Exchange &exchange = *message.exchange;
    if (exchange.method != "GET" && exchange.method != "POST")
        return std::nullopt;
    const UrlParts url = splitUrl(exchange.url);
    const std::string_view host = url.host.empty() ? std::string_view(exchange.host) : url.host;
    for (const rules::SearchEngineRule *rule : rules.enginesAt(host)) {
        std::string query = queryOf(*rule, message, url);
        if (!query.empty())
            return RecognisedSearch{rule->engine, std::move(query), asksForSuggestions(*rule, url.path)};
    }
    return std::nullopt;
}

} // namespace telltale::leak
