// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/outgoing_message.h"

#include <algorithm>
#include <string_view>

namespace telltale::decode {

namespace {

bool isCookieField(std::string_view name)
{
    constexpr std::string_view cookie = "cookie";
    return std::equal(name.begin(), name.end(), cookie.begin(), cookie.end(),
        [](char c, char want) { return c == want || (c >= 'A' && c <= 'Z' && c + 32 == want); });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// RFC 6265 § 4.2.1: pairs between ';'. A pair without '=' is a value without a name.
void openCookies(std::string_view field, const DecoderRegistry &registry, const base::Limits &limits,
    std::vector<LocatedTree> &trees)
{
    for (std::size_t at = 0; at < field.size();) {
        const std::size_t end = std::min(field.find(';', at), field.size());
        const std::string_view pair = trimmed(field.substr(at, end - at));
        at = end + 1;
        if (pair.empty())
            continue;
        const std::size_t equals = pair.find('=');
        const bool named = equals != std::string_view::npos;
        const std::string name(named ? pair.substr(0, equals) : std::string_view());
        const std::string_view value = named ? pair.substr(equals + 1) : pair;
        const Hints hints{{}, {}, name, 0};
        trees.push_back(
            {"cookie:" + name, decodeLocation(base::asBytes(value), LocationKind::cookie, hints, registry, limits)});
    }
}

} // namespace

OutgoingMessage openRequest(const session::Exchange &exchange, session::HeaderList headers, base::ByteView body,
    const DecoderRegistry &registry, const base::Limits &limits)
{
    OutgoingMessage message;
    message.exchange = &exchange;
    message.headers = std::move(headers);
    message.trees.push_back(
        {"url", decodeLocation(base::asBytes(exchange.url), LocationKind::url, {}, registry, limits)});
    for (const session::Header &header : message.headers) {
        if (isCookieField(header.name)) {
            openCookies(header.value, registry, limits, message.trees);
            continue;
        }
        const Hints hints{{}, {}, header.name, 0};
        message.trees.push_back({"header:" + header.name,
            decodeLocation(base::asBytes(header.value), LocationKind::header, hints, registry, limits)});
    }
    if (!body.empty()) {
        const Hints hints{exchange.request.contentType, exchange.request.contentEncoding, {}, 0};
        message.trees.push_back({"body", decodeLocation(body, LocationKind::body, hints, registry, limits)});
    }
    return message;
}

} // namespace telltale::decode
