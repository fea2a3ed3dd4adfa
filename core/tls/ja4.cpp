// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/ja4.h"

#include "tls/prf.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace telltale::tls {

namespace {

std::vector<std::uint16_t> withoutGrease(const std::vector<std::uint16_t> &values)
{
    std::vector<std::uint16_t> out;
    std::copy_if(values.begin(), values.end(), std::back_inserter(out), [](auto value) { return !isGrease(value); });
    return out;
}

void appendHex(std::string &out, unsigned value, int digits)
{
    static constexpr char alphabet[] = "0123456789abcdef";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += alphabet[(value >> shift) & 15];
}

std::string hexList(const std::vector<std::uint16_t> &values)
{
    std::string out;
    for (const auto value : values) {
        if (!out.empty())
            out += ',';
        appendHex(out, value, 4);
    }
    return out;
}

std::string shortHash(const std::string &text)
{
    const auto digest = digestOf(Hash::sha256, {base::asBytes(text)});
    std::string out;
    for (std::size_t i = 0; i < 6 && i < digest.size(); ++i)
        appendHex(out, digest[i], 2);
    return out;
}

std::string versionPart(const ClientHello &hello)
{
    std::uint16_t version = hello.legacyVersion;
    const auto offered = withoutGrease(hello.supportedVersions);
    if (!offered.empty())
        version = *std::max_element(offered.begin(), offered.end());
    switch (version) {
    case 0x0304:
        return "13";
    case 0x0303:
        return "12";
    case 0x0302:
        return "11";
    case 0x0301:
        return "10";
    case 0x0300:
        return "s3";
    case 0x0002:
        return "s2";
    default:
        return "00";
    }
}

std::string countPart(std::size_t count)
{
    std::array<char, 4> text{};
    std::snprintf(text.data(), text.size(), "%02u", static_cast<unsigned>(std::min<std::size_t>(count, 99)));
    return text.data();
}

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// First and last character of the first protocol, or of its hexadecimal form where one is neither letter nor digit.
std::string alpnPart(const ClientHello &hello)
{
    if (hello.alpn.empty() || hello.alpn.front().empty())
        return "00";
    const std::string &name = hello.alpn.front();
    if (isAlphanumeric(name.front()) && isAlphanumeric(name.back()))
        return {name.front(), name.back()};
    std::string hex;
    appendHex(hex, static_cast<unsigned char>(name.front()), 2);
    appendHex(hex, static_cast<unsigned char>(name.back()), 2);
    return {hex.front(), hex.back()};
}

} // namespace

std::string ja4(const ClientHello &hello, Transport transport)
{
    static const std::string none(12, '0');
    auto suites = withoutGrease(hello.cipherSuites);
    auto extensions = withoutGrease(hello.extensions);
    std::string out(1, static_cast<char>(transport));
    out += versionPart(hello) + (hello.has(Extension::serverName) ? 'd' : 'i') + countPart(suites.size())
        + countPart(extensions.size()) + alpnPart(hello) + '_';

    std::sort(suites.begin(), suites.end());
    out += (suites.empty() ? none : shortHash(hexList(suites))) + '_';

    // Server name and ALPN depend on the destination, so the hash leaves them out.
    std::erase_if(extensions, [](std::uint16_t type) {
        return type == static_cast<std::uint16_t>(Extension::serverName)
            || type == static_cast<std::uint16_t>(Extension::alpn);
    });
    std::sort(extensions.begin(), extensions.end());
    std::string text = hexList(extensions);
    const auto algorithms = withoutGrease(hello.signatureAlgorithms);
    if (!algorithms.empty())
        text += '_' + hexList(algorithms);
    return out + (extensions.empty() ? none : shortHash(text));
}

} // namespace telltale::tls
