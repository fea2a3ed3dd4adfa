// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/hello.h"

#include "base/byte_reader.h"

#include <algorithm>

namespace telltale::tls {

namespace {

using base::ByteReader;
using base::ByteView;

/// SHA-256 of "HelloRetryRequest", RFC 8446 § 4.1.3.
constexpr std::array<std::uint8_t, 32> retryRandom{0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
    0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8,
    0x33, 0x9c};

template <typename Visit>
void eachExtension(ByteView block, Visit visit)
{
    ByteReader reader(block);
    while (!reader.atEnd()) {
        const auto type = reader.u16be();
        const auto body = reader.take(reader.u16be());
        if (!reader.ok())
            return;
        visit(type, body);
    }
}

std::vector<std::uint16_t> numbers(ByteView list)
{
    std::vector<std::uint16_t> out;
    out.reserve(list.size() / 2);
    for (ByteReader reader(list); reader.remaining() >= 2;)
        out.push_back(reader.u16be());
    return out;
}

/// RFC 6066 § 3: the first host_name of the list.
std::string serverName(ByteView body)
{
    ByteReader outer(body);
    ByteReader list(outer.take(outer.u16be()));
    while (!list.atEnd()) {
        const auto type = list.u8();
        const auto name = list.take(list.u16be());
        if (list.ok() && type == 0)
            return std::string(base::asText(name));
    }
    return {};
}

/// RFC 7301 § 3.1.
std::vector<std::string> protocolNames(ByteView body)
{
    std::vector<std::string> out;
    ByteReader outer(body);
    ByteReader list(outer.take(outer.u16be()));
    while (!list.atEnd()) {
        const auto name = list.take(list.u8());
        if (list.ok())
            out.emplace_back(base::asText(name));
    }
    return out;
}

std::string firstProtocol(ByteView body)
{
    const auto names = protocolNames(body);
    return names.empty() ? std::string() : names.front();
}

void readClientExtension(ClientHello &hello, std::uint16_t type, ByteView body)
{
    hello.extensions.push_back(type);
    ByteReader reader(body);
    switch (static_cast<Extension>(type)) {
    case Extension::serverName:
        hello.serverName = serverName(body);
        break;
    case Extension::alpn:
        hello.alpn = protocolNames(body);
        break;
    case Extension::supportedVersions:
        hello.supportedVersions = numbers(reader.take(reader.u8()));
        break;
    case Extension::signatureAlgorithms:
        hello.signatureAlgorithms = numbers(reader.take(reader.u16be()));
        break;
    case Extension::earlyData:
        hello.offersEarlyData = true;
        break;
    case Extension::encryptedClientHello:
        hello.encryptedClientHello = true;
        break;
    default:
        break;
    }
}

/// The versions of the last drafts keep the record protection of the standard.
std::uint16_t standardVersion(std::uint16_t version)
{
    return version >= 0x7f1a && version <= 0x7f1c ? 0x0304 : version;
}

template <typename Hello>
void readRandomAndSession(ByteReader &reader, Hello &hello)
{
    const auto random = reader.take(32);
    if (random.size() == 32)
        std::copy(random.begin(), random.end(), hello.random.begin());
    hello.sessionId = base::toBuffer(reader.take(reader.u8()));
}

} // namespace

bool ClientHello::has(Extension extension) const
{
    return std::find(extensions.begin(), extensions.end(), static_cast<std::uint16_t>(extension)) != extensions.end();
}

std::optional<ClientHello> parseClientHello(ByteView body)
{
    ByteReader reader(body);
    ClientHello hello;
    hello.legacyVersion = reader.u16be();
    readRandomAndSession(reader, hello);
    hello.cipherSuites = numbers(reader.take(reader.u16be()));
    reader.skip(reader.u8());
    if (!reader.ok() || hello.legacyVersion >> 8 != 3 || hello.sessionId.size() > 32)
        return std::nullopt;
    if (reader.remaining() >= 2) {
        const std::size_t size = reader.u16be();
        eachExtension(
            reader.take(size), [&](auto type, ByteView content) { readClientExtension(hello, type, content); });
    }
    return hello;
}

std::optional<ClientHello> parseSslV2ClientHello(ByteView body)
{
    ByteReader reader(body);
    ClientHello hello;
    const auto type = reader.u8();
    hello.legacyVersion = reader.u16be();
    const std::size_t suites = reader.u16be(), session = reader.u16be(), challenge = reader.u16be();
    ByteReader specs(reader.take(suites));
    reader.skip(session);
    const auto random = reader.take(challenge);
    if (!reader.ok() || type != 1 || hello.legacyVersion >> 8 != 3 || challenge < 16 || challenge > 32)
        return std::nullopt;
    while (specs.remaining() >= 3) {
        const auto suite = specs.u24be();
        if (suite <= 0xffff)
            hello.cipherSuites.push_back(static_cast<std::uint16_t>(suite));
    }
    // A challenge shorter than a random is padded in front.
    std::copy(random.begin(), random.end(), hello.random.end() - static_cast<std::ptrdiff_t>(random.size()));
    return hello;
}

std::optional<ServerHello> parseServerHello(ByteView body)
{
    ByteReader reader(body);
    ServerHello hello;
    hello.version = reader.u16be();
    readRandomAndSession(reader, hello);
    hello.cipherSuite = reader.u16be();
    hello.compression = reader.u8();
    if (!reader.ok() || (hello.version >> 8 != 3 && hello.version >> 8 != 0x7f) || hello.sessionId.size() > 32)
        return std::nullopt;
    hello.helloRetryRequest = hello.random == retryRandom;
    if (reader.remaining() < 2)
        return hello;
    const std::size_t size = reader.u16be();
    eachExtension(reader.take(std::min(size, reader.remaining())), [&](std::uint16_t type, ByteView content) {
        switch (static_cast<Extension>(type)) {
        case Extension::alpn:
            hello.alpn = firstProtocol(content);
            break;
        case Extension::encryptThenMac:
            hello.encryptThenMac = true;
            break;
        case Extension::extendedMasterSecret:
            hello.extendedMasterSecret = true;
            break;
        case Extension::preSharedKey:
            hello.preSharedKey = true;
            break;
        case Extension::supportedVersions:
            hello.version = standardVersion(ByteReader(content).u16be());
            break;
        default:
            break;
        }
    });
    return hello;
}

EncryptedExtensions parseEncryptedExtensions(ByteView body)
{
    EncryptedExtensions out;
    ByteReader reader(body);
    const auto block = reader.take(reader.u16be());
    eachExtension(block, [&](std::uint16_t type, ByteView content) {
        if (type == static_cast<std::uint16_t>(Extension::alpn))
            out.alpn = firstProtocol(content);
        else if (type == static_cast<std::uint16_t>(Extension::earlyData))
            out.earlyData = true;
    });
    return out;
}

} // namespace telltale::tls
