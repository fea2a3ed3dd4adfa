// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/service_binding.h"

#include "base/byte_reader.h"
#include "dns/dns_names.h"
#include "net/address.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace telltale::dns {

namespace {

enum Key : std::uint16_t { mandatory = 0, alpn = 1, noDefaultAlpn = 2, port = 3, ipv4hint = 4, ech = 5, ipv6hint = 6 };

constexpr std::array<std::string_view, 9> keyNames{
    "mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp"};

std::string keyName(std::uint16_t key)
{
    return key < keyNames.size() ? std::string(keyNames[key]) : "key" + std::to_string(key);
}

std::string base64(base::ByteView bytes)
{
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16;
        group |= i + 1 < bytes.size() ? static_cast<std::uint32_t>(bytes[i + 1]) << 8 : 0U;
        group |= i + 2 < bytes.size() ? bytes[i + 2] : 0U;
        out += digits[group >> 18];
        out += digits[(group >> 12) & 63];
        out += i + 1 < bytes.size() ? digits[(group >> 6) & 63] : '=';
        out += i + 2 < bytes.size() ? digits[group & 63] : '=';
    }
    return out;
}

void appendItem(std::string &list, std::string_view item)
{
    if (!list.empty())
        list += ',';
    list += item;
}

std::optional<std::string> protocols(base::ByteView value)
{
    base::ByteReader reader(value);
    base::ByteBuffer list;
    while (reader.ok() && !reader.atEnd()) {
        const base::ByteView id = reader.take(reader.u8());
        if (!list.empty())
            list.push_back(',');
        list.insert(list.end(), id.begin(), id.end());
    }
    return reader.ok() ? std::optional(quoted(list)) : std::nullopt;
}

std::optional<std::string> addresses(base::ByteView value, std::size_t size)
{
    if (value.empty() || value.size() % size != 0)
        return std::nullopt;
    std::string list;
    for (; !value.empty(); value = value.subspan(size)) {
        const base::ByteView one = value.first(size);
        appendItem(list, (size == 4 ? net::IpAddress::v4(one) : net::IpAddress::v6(one)).text());
    }
    return list;
}

std::optional<std::string> keys(base::ByteView value)
{
    std::string list;
    base::ByteReader reader(value);
    while (reader.ok() && !reader.atEnd())
        appendItem(list, keyName(reader.u16be()));
    return reader.ok() ? std::optional(list) : std::nullopt;
}

std::optional<std::string> presentation(std::uint16_t key, base::ByteView value)
{
    switch (key) {
    case mandatory:
        return keys(value);
    case alpn:
        return protocols(value);
    case port:
        return value.size() == 2 ? std::optional(std::to_string(value[0] << 8 | value[1])) : std::nullopt;
    case ipv4hint:
        return addresses(value, 4);
    case ipv6hint:
        return addresses(value, 16);
    case ech:
        return base64(value);
    default:
        return quoted(value);
    }
}

} // namespace

std::optional<std::string> serviceParameters(base::ByteView parameters)
{
    std::string out;
    base::ByteReader reader(parameters);
    while (reader.ok() && !reader.atEnd()) {
        const std::uint16_t key = reader.u16be();
        const base::ByteView value = reader.take(reader.u16be());
        if (!reader.ok())
            break;
        out += ' ' + keyName(key);
        if (value.empty())
            continue;
        const auto text = presentation(key, value);
        if (!text)
            return std::nullopt;
        out += '=' + *text;
    }
    return reader.ok() ? std::optional(out) : std::nullopt;
}

} // namespace telltale::dns
