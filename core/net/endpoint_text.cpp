// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/endpoint_text.h"

#include <charconv>

namespace telltale::net {

std::optional<std::uint16_t> readPort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port == 0)
        return std::nullopt;
    return port;
}

std::string_view withoutBrackets(std::string_view address)
{
    const bool has = address.size() > 2 && address.front() == '[' && address.back() == ']';
    return has ? address.substr(1, address.size() - 2) : address;
}

std::optional<Endpoint> readEndpoint(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || (text.find(':') != colon && text.front() != '['))
        return std::nullopt;
    const auto port = readPort(text.substr(colon + 1));
    const auto ip = IpAddress::parse(withoutBrackets(text.substr(0, colon)));
    return port && ip ? std::optional(Endpoint{*ip, *port}) : std::nullopt;
}

} // namespace telltale::net
