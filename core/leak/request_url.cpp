// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/request_url.h"

#include <algorithm>

namespace telltale::leak {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string_view hostOf(std::string_view authority)
{
    const std::size_t at = authority.rfind('@');
    std::string_view host = at == std::string_view::npos ? authority : authority.substr(at + 1);
    if (host.starts_with('[')) {
        const std::size_t close = host.find(']');
        return close == std::string_view::npos ? host : host.substr(1, close - 1);
    }
    return host.substr(0, host.find(':'));
}

} // namespace

UrlParts splitUrl(std::string_view url)
{
    UrlParts parts;
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos || colon == 0 || colon > 16)
        return parts;
    parts.scheme = url.substr(0, colon);
    std::string_view rest = url.substr(colon + 3);
    rest = rest.substr(0, rest.find('#'));
    parts.authority = rest.substr(0, rest.find_first_of("/?"));
    parts.host = hostOf(parts.authority);
    rest.remove_prefix(parts.authority.size());
    parts.path = rest.substr(0, rest.find('?'));
    rest.remove_prefix(parts.path.size());
    if (!rest.empty())
        parts.query = rest.substr(1);
    return parts;
}

std::string originOf(std::string_view url)
{
    const UrlParts parts = splitUrl(url);
    return parts.host.empty() ? std::string() : std::string(parts.scheme) + "://" + std::string(parts.authority);
}

std::optional<std::string_view> queryParameter(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (formDecoded(pair.substr(0, equals)) == name)
            return equals == pair.size() ? std::string_view() : pair.substr(equals + 1);
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
    }
    return std::nullopt;
}

std::string formDecoded(std::string_view raw)
{
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%' && i + 2 < raw.size() && hexValue(raw[i + 1]) >= 0 && hexValue(raw[i + 2]) >= 0) {
            text.push_back(static_cast<char>(hexValue(raw[i + 1]) * 16 + hexValue(raw[i + 2])));
            i += 2;
        } else {
            text.push_back(raw[i] == '+' ? ' ' : raw[i]);
        }
    }
    return text;
}

} // namespace telltale::leak
