// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/user_agent.h"

#include "attribution/package_name.h"

#include <algorithm>
#include <string>

namespace telltale::attribution {

namespace {

bool fits(const rules::UserAgentRule &rule, std::string_view userAgent)
{
    const auto holds = [&](const std::string &part) { return userAgent.find(part) != std::string_view::npos; };
    return std::all_of(rule.contains.begin(), rule.contains.end(), holds)
        && std::none_of(rule.without.begin(), rule.without.end(), holds);
}

session::Confidence confidenceOf(rules::RuleConfidence confidence)
{
    return confidence == rules::RuleConfidence::likely ? session::Confidence::likely : session::Confidence::possible;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string withoutPercent(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded =
            text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        out.push_back(coded ? static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2])) : text[i]);
        i += coded ? 2 : 0;
    }
    return out;
}

/// Foundation's default on iOS and macOS: "AppName/12 CFNetwork/1410.0.3 Darwin/22.6.0".
std::optional<session::App> appOfFoundation(std::string_view userAgent)
{
    const std::size_t network = userAgent.find(" CFNetwork/");
    const std::size_t slash = userAgent.find('/');
    if (network == std::string_view::npos || slash == std::string_view::npos || slash == 0 || slash > network)
        return std::nullopt;
    session::App app;
    app.name = withoutPercent(userAgent.substr(0, slash));
    app.confidence = session::Confidence::likely;
    if (isPackageName(app.name))
        std::swap(app.name, app.package);
    return app;
}

std::optional<session::App> appOfProduct(std::string_view userAgent)
{
    const std::string_view product = userAgent.substr(0, userAgent.find_first_of("/ "));
    if (product.size() == userAgent.size() || !isPackageName(product))
        return std::nullopt;
    session::App app;
    app.package = product;
    app.confidence = session::Confidence::likely;
    return app;
}

} // namespace

std::optional<session::App> appOfUserAgent(const rules::AppRules &rules, std::string_view userAgent)
{
    if (userAgent.empty())
        return std::nullopt;
    for (const rules::AppRule &rule : rules.apps) {
        for (const rules::UserAgentRule &agent : rule.userAgents) {
            if (fits(agent, userAgent))
                return session::App{
                    rule.package, rule.name, session::AppSource::header, confidenceOf(agent.confidence)};
        }
    }
    if (auto app = appOfProduct(userAgent))
        return app;
    const auto leads = [&](const std::string &library) { return userAgent.starts_with(library); };
    if (std::any_of(rules.noApp.begin(), rules.noApp.end(), leads))
        return std::nullopt;
    return appOfFoundation(userAgent);
}

} // namespace telltale::attribution
