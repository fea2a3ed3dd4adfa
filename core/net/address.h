// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace telltale::net {

/// An IPv4 or IPv6 address. IPv4-mapped IPv6 addresses stay IPv6, as they were on the wire.
class IpAddress {
public:
    IpAddress() = default;
    static IpAddress v4(base::ByteView fourBytes);
    static IpAddress v6(base::ByteView sixteenBytes);
    /// Dotted IPv4 or RFC 4291 IPv6 text; nothing for anything else.
    static std::optional<IpAddress> parse(std::string_view text);

    [[nodiscard]] bool isV4() const { return m_length == 4; }
    [[nodiscard]] bool isV6() const { return m_length == 16; }
    [[nodiscard]] bool isNull() const { return m_length == 0; }
    [[nodiscard]] base::ByteView bytes() const { return {m_bytes.data(), m_length}; }

    /// IPv4 dotted; IPv6 in the canonical form of RFC 5952. Empty for a null address.
    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const IpAddress &, const IpAddress &) = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
    std::uint8_t m_length = 0;
};

struct Endpoint {
    IpAddress ip;
    std::uint16_t port = 0;

    friend auto operator<=>(const Endpoint &, const Endpoint &) = default;
    /// "10.42.0.1:443", "[fe80::1]:443", as in URLs (RFC 3986 section 3.2).
    [[nodiscard]] std::string text() const;
};

enum class Transport : std::uint8_t { tcp, udp };

/// Names a flow irrespective of direction: the smaller endpoint comes first.
struct FlowKey {
    Endpoint a;
    Endpoint b;
    Transport transport = Transport::tcp;

    static FlowKey of(const Endpoint &source, const Endpoint &destination, Transport transport);
    friend bool operator==(const FlowKey &, const FlowKey &) = default;
};

/// The same for both directions and in every run (no per-process seed): shards are chosen by it.
std::uint64_t flowHash(const FlowKey &key);

} // namespace telltale::net

template <>
struct std::hash<telltale::net::FlowKey> {
    std::size_t operator()(const telltale::net::FlowKey &key) const noexcept { return telltale::net::flowHash(key); }
};
