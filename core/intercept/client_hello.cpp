// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/client_hello.h"

#include "base/byte_reader.h"
#include "intercept/relay_limits.h"
#include "net/address.h"

#include <algorithm>

namespace telltale::intercept {

namespace {

using base::ByteReader;
using base::ByteView;

constexpr std::size_t recordHeader = 5, handshakeHeader = 4, recordMost = 1U << 14;

bool isGrease(std::uint16_t value)
{
    return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff); // RFC 8701
}

std::string hostOf(ByteView body)
{
    ByteReader outer(body);
    ByteReader list(outer.take(outer.u16be()));
    while (!list.atEnd()) {
        const auto type = list.u8();
        const auto name = list.take(list.u16be());
        if (!list.ok() || type != 0)
            continue;
        std::string host(base::asText(name));
        std::transform(host.begin(), host.end(), host.begin(),
            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (host.ends_with('.'))
            host.pop_back();
        return host;
    }
    return {};
}

std::vector<std::string> protocolsOf(ByteView body)
{
    std::vector<std::string> names;
    ByteReader outer(body);
    ByteReader list(outer.take(outer.u16be()));
    while (!list.atEnd()) {
        const auto name = list.take(list.u8());
        if (list.ok())
            names.emplace_back(base::asText(name));
    }
    return names;
}

std::uint16_t newestOf(ByteView body)
{
    ByteReader outer(body);
    std::uint16_t newest = 0;
    for (ByteReader list(outer.take(outer.u8())); list.remaining() >= 2;) {
        const auto version = list.u16be();
        if (!isGrease(version))
            newest = std::max(newest, version);
    }
    return newest;
}

void readExtension(std::uint16_t type, ByteView body, ClientHello &hello)
{
    switch (type) {
    case 0:
        hello.host = hostOf(body);
        break;
    case 16:
        hello.alpn = protocolsOf(body);
        break;
    case 43:
        hello.newestVersion = newestOf(body);
        break;
    case 0xfe0d:
        hello.encryptedClientHello = true;
        break;
    default:
        break;
    }
}

bool parse(ByteView body, ClientHello &hello)
{
    ByteReader reader(body);
    hello = {};
    hello.newestVersion = reader.u16be();
    reader.skip(32); // random
    reader.skip(reader.u8()); // session id
    reader.skip(reader.u16be()); // cipher suites
    reader.skip(reader.u8()); // compression methods
    if (!reader.ok() || hello.newestVersion >> 8 != 3)
        return false;
    if (reader.atEnd())
        return true;
    ByteReader extensions(reader.take(reader.u16be()));
    while (!extensions.atEnd()) {
        const auto type = extensions.u16be();
        const auto content = extensions.take(extensions.u16be());
        if (!extensions.ok())
            return false;
        readExtension(type, content, hello);
    }
    return reader.ok();
}

/// Joins the payloads of the records at the front until @p wanted octets are there.
base::ByteBuffer join(ByteView bytes, std::size_t wanted)
{
    base::ByteBuffer joined;
    joined.reserve(wanted);
    for (ByteReader reader(bytes); joined.size() < wanted && reader.remaining() >= recordHeader;) {
        reader.skip(3);
        const auto payload = reader.take(reader.u16be());
        joined.insert(joined.end(), payload.begin(), payload.end());
    }
    return joined;
}

} // namespace

HelloScan scanClientHello(ByteView bytes, ClientHello &hello)
{
    // Only headers are walked until all is there: octets that come singly cost little.
    std::size_t payload = 0, wanted = handshakeHeader;
    ByteReader reader(bytes);
    while (payload < wanted) {
        const auto rest = bytes.subspan(reader.offset());
        if ((rest.size() > 0 && rest[0] != 22) || (rest.size() > 1 && rest[1] != 3))
            return HelloScan::notTls;
        if (rest.size() < recordHeader)
            return bytes.size() > RelayLimits::helloBytes ? HelloScan::notTls : HelloScan::needMore;
        reader.skip(3);
        const std::size_t size = reader.u16be();
        if (size == 0 || size > recordMost)
            return HelloScan::notTls;
        if (payload == 0 && rest.size() > recordHeader && rest[recordHeader] != 1)
            return HelloScan::notTls;
        if (reader.remaining() < size)
            return bytes.size() > RelayLimits::helloBytes ? HelloScan::notTls : HelloScan::needMore;
        reader.skip(size);
        payload += size;
        if (payload >= handshakeHeader && wanted == handshakeHeader) {
            const auto head = join(bytes, handshakeHeader);
            wanted += std::size_t{head[1]} << 16 | std::size_t{head[2]} << 8 | head[3];
            if (wanted > RelayLimits::helloBytes)
                return HelloScan::notTls;
        }
    }
    const auto message = join(bytes, wanted);
    const auto body = ByteView(message).subspan(handshakeHeader, wanted - handshakeHeader);
    return parse(body, hello) ? HelloScan::complete : HelloScan::notTls;
}

bool isHostName(std::string_view name)
{
    if (name.empty() || name.size() > 253 || net::IpAddress::parse(name))
        return false;
    std::size_t label = 0;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c == '.' ? label == 0 : !letter && c != '-' && c != '_')
            return false;
        label = c == '.' ? 0 : label + 1;
        if (label > 63)
            return false;
    }
    return label > 0;
}

} // namespace telltale::intercept
