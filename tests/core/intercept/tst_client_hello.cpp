// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/client_hello.h"

#include "intercept/relay_limits.h"

#include <gtest/gtest.h>

namespace telltale::intercept {
namespace {

using Octets = base::ByteBuffer;

void add(Octets &to, const Octets &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

/// @p width octets of length in front.
Octets sized(std::size_t width, const Octets &content)
{
    Octets out;
    for (std::size_t i = width; i-- > 0;)
        out.push_back(static_cast<std::uint8_t>(content.size() >> (8 * i)));
    add(out, content);
    return out;
}

Octets text(const std::string &value)
{
    return {value.begin(), value.end()};
}

Octets extension(std::uint16_t type, const Octets &content)
{
    Octets out{static_cast<std::uint8_t>(type >> 8), static_cast<std::uint8_t>(type)};
    add(out, sized(2, content));
    return out;
}

Octets serverName(const std::string &name)
{
    Octets entry{0};
    add(entry, sized(2, text(name)));
    return extension(0, sized(2, entry));
}

Octets message(const Octets &extensions)
{
    Octets body{3, 3};
    body.resize(34, 7);
    add(body, sized(1, Octets(32, 1)));
    add(body, sized(2, {0x13, 0x01}));
    add(body, {1, 0});
    add(body, sized(2, extensions));
    Octets out{1};
    add(out, sized(3, body));
    return out;
}

Octets records(const Octets &content, std::size_t each)
{
    Octets out;
    for (std::size_t at = 0; at < content.size(); at += each) {
        add(out, {22, 3, 1});
        add(out,
            sized(2,
                {content.begin() + static_cast<std::ptrdiff_t>(at),
                    content.begin() + static_cast<std::ptrdiff_t>(std::min(at + each, content.size()))}));
    }
    return out;
}

Octets sampleMessage()
{
    Octets extensions = serverName("WWW.Example.ORG.");
    Octets protocols = sized(1, text("h2"));
    add(protocols, sized(1, text("http/1.1")));
    add(extensions, extension(16, sized(2, protocols)));
    add(extensions, extension(43, sized(1, {0x3a, 0x3a, 3, 4, 3, 3})));
    add(extensions, extension(0xfe0d, {0, 1}));
    return message(extensions);
}

TEST(ClientHello, TellsWhatTheRelayNeeds)
{
    for (const std::size_t each : {std::size_t{1}, std::size_t{3}, std::size_t{50}, std::size_t{16384}}) {
        ClientHello hello;
        ASSERT_EQ(scanClientHello(records(sampleMessage(), each), hello), HelloScan::complete) << each;
        EXPECT_EQ(hello.host, "www.example.org");
        EXPECT_EQ(hello.alpn, (std::vector<std::string>{"h2", "http/1.1"}));
        EXPECT_EQ(hello.newestVersion, 0x0304);
        EXPECT_TRUE(hello.encryptedClientHello);
    }
}

TEST(ClientHello, WaitsForTheLastOctet)
{
    ClientHello hello;
    const Octets whole = records(sampleMessage(), 60);
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(scanClientHello(base::ByteView(whole).first(size), hello), HelloScan::needMore) << size;
    Octets more = whole;
    add(more, {1, 2, 3});
    EXPECT_EQ(scanClientHello(more, hello), HelloScan::complete) << "what follows is not its matter";
}

TEST(ClientHello, WithoutExtensionsIsOldButWhole)
{
    Octets body{3, 3};
    body.resize(34, 7);
    add(body, {0, 0, 2, 0x13, 0x01, 1, 0});
    Octets whole{1};
    add(whole, sized(3, body));
    ClientHello hello;
    ASSERT_EQ(scanClientHello(records(whole, 16384), hello), HelloScan::complete);
    EXPECT_EQ(hello.host, "");
    EXPECT_EQ(hello.newestVersion, 0x0303);
}

TEST(ClientHello, KnowsWhatIsNone)
{
    ClientHello hello;
    Octets broken = sampleMessage();
    broken[broken.size() - 3] = 9; // the last extension says that it is longer
    const Octets tooLong = {22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff};
    for (const Octets &bytes : {text("GET / HTTP/1.1\r\n"), text("SSH-2.0-x\r\n"), Octets{0x80, 0x2e, 1, 3, 1},
             Octets{22, 2}, Octets{22, 3, 1, 0, 0}, Octets{22, 3, 1, 0x40, 1}, Octets{22, 3, 1, 0, 4, 2}, Octets{23},
             tooLong, records(broken, 16384)})
        EXPECT_EQ(scanClientHello(bytes, hello), HelloScan::notTls);
}

TEST(ClientHello, HasABound)
{
    ClientHello hello;
    const Octets large = records(message(extension(21, Octets(40'000, 0))), 16384);
    EXPECT_EQ(scanClientHello(large, hello), HelloScan::notTls);
}

TEST(ClientHello, HostNames)
{
    for (const char *name : {"a", "a.example", "xn--bcher-kva.example", "_srv.a-b.example", "1.a"})
        EXPECT_TRUE(isHostName(name)) << name;
    for (const std::string &name : {std::string(), std::string("."), std::string("a."), std::string("a..b"),
             std::string("a b"), std::string("a,DNS:b"), std::string("10.0.0.1"), std::string("::1"),
             std::string("a\0b", 3), std::string(64, 'a'), std::string("\xc3\xa9.example")})
        EXPECT_FALSE(isHostName(name)) << name;
}

} // namespace
} // namespace telltale::intercept
