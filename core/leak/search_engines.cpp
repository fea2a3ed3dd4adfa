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

bool pathFits(const rules::SearchEngineRule &rule, std::string_view path)
{
    const std::string_view plain = withoutTrailingSlash(path.empty() ? "/" : path);
    return std::any_of(rule.paths.begin(), rule.paths.end(),
        [&](const std::string &glob) { return rules::matchesGlob(withoutTrailingSlash(glob), plain); });
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
std::string charsetOf(const rules::SearchEngineRule &rule, std::string_view query)
{
    const auto stated = queryParameter(query, "ie");
    return stated && !stated->empty() && stated->size() < 24 ? std::string(*stated) : rule.charset;
}

std::string queryOf(const rules::SearchEngineRule &rule, const decode::OutgoingMessage &message, const UrlParts &url)
{
    for (const std::string &parameter : rule.parameters) {
        std::optional<std::string> value;
        if (const auto raw = queryParameter(url.query, parameter))
            value = formDecoded(*raw);
        else if (message.exchange->method == "POST")
            value = formField(message, parameter);
        if (!value)
            continue;
        const std::string query = trimmed(readText(*value, charsetOf(rule, url.query)));
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
        if (!pathFits(*rule, url.path))
            continue;
        std::string query = queryOf(*rule, message, url);
        if (!query.empty())
            return RecognisedSearch{rule->engine, std::move(query), rule->suggest};
    }
    return std::nullopt;
}

} // namespace telltale::leak
