// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/socket_row.h"

#include "attribution/adb/text_parts.h"

#include <algorithm>
#include <array>
#include <vector>

namespace telltale::attribution::adb {

namespace {

constexpr std::string_view folder = "/proc/net/";
constexpr unsigned timeWait = 6;
constexpr unsigned listening = 10;

std::optional<net::IpAddress> readAddress(std::string_view hex)
{
    if (hex.size() != 8 && hex.size() != 32)
        return std::nullopt;
    std::array<std::uint8_t, 16> octets{};
    for (std::size_t i = 0; i < hex.size() / 2; ++i) {
        const auto octet = numberOf<unsigned>(hex.substr(2 * i, 2), 16);
        if (!octet)
            return std::nullopt;
        octets[i / 4 * 4 + 3 - i % 4] = static_cast<std::uint8_t>(*octet);
    }
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const base::ByteView all(octets);
    if (hex.size() == 8)
        return net::IpAddress::v4(all.first(4));
    if (std::equal(mapped.begin(), mapped.end(), octets.begin()))
        return net::IpAddress::v4(all.last(4));
    return net::IpAddress::v6(all);
}

bool isAny(const net::IpAddress &address)
{
    const auto bytes = address.bytes();
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t octet) { return octet == 0; });
}

bool isLoopback(const net::IpAddress &address)
{
    const auto bytes = address.bytes();
    if (address.isV4())
        return bytes[0] == 127;
    return address.isV6() && bytes[15] == 1
        && std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t o) { return o == 0; });
}

std::optional<net::Endpoint> readEndpoint(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto address = readAddress(text.substr(0, colon));
    const auto port = numberOf<std::uint16_t>(text.substr(colon + 1), 16);
    if (!address || !port)
        return std::nullopt;
    return net::Endpoint{isAny(*address) ? net::IpAddress() : *address, *port};
}

/// The file's name is cut off; nothing if it is none of the four.
std::optional<net::Transport> takeFile(std::string_view &line)
{
    const std::size_t colon = line.find(':');
    if (!line.starts_with(folder) || colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view name = line.substr(folder.size(), colon - folder.size());
    line.remove_prefix(colon + 1);
    if (name == "tcp" || name == "tcp6")
        return net::Transport::tcp;
    return name == "udp" || name == "udp6" ? std::optional(net::Transport::udp) : std::nullopt;
}

} // namespace

std::optional<SocketRow> readSocketRow(std::string_view line)
{
    const auto transport = takeFile(line);
    if (!transport || !takeWord(line).ends_with(':'))
        return std::nullopt;
    const auto local = readEndpoint(takeWord(line));
    const auto remote = readEndpoint(takeWord(line));
    const auto state = numberOf<unsigned>(takeWord(line), 16);
    for (int skipped = 0; skipped < 3; ++skipped)
        takeWord(line);
    const auto uid = numberOf<std::uint32_t>(takeWord(line));
    if (!local || !remote || !state || !uid)
        return std::nullopt;
    const bool isTcp = *transport == net::Transport::tcp;
    if (*uid == 0 || local->port == 0 || isLoopback(local->ip) || isLoopback(remote->ip))
        return std::nullopt;
    if (isTcp && (*state == timeWait || *state == listening || remote->ip.isNull() || local->ip.isNull()))
        return std::nullopt;
    return SocketRow{*transport, *local, *remote, *uid};
}

} // namespace telltale::attribution::adb
