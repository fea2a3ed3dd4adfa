// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/protocol.h"

#include <gtest/gtest.h>

#include <string>

using namespace telltale;
using pipeline::Protocol;

namespace {

struct Case {
    std::string name;
    std::string originator;
    std::string responder;
    std::string alpn;
    Protocol protocol;
    bool swapped;
};

const std::string clientHello("\x16\x03\x01\x00\x40\x01\x00\x00\x3c\x03\x03", 11);
const std::string serverHello("\x16\x03\x03\x00\x40\x02\x00\x00\x3c\x03\x03", 11);

} // namespace

TEST(Protocol, isChosenFromTheFirstBytesOfBothSides)
{
    const Case cases[] = {
        {"request", "POST /sa HTTP/1.1\r\n", "", "", Protocol::http1, false},
        {"request from the other side", "", "POST /sa HTTP/1.1\r\n", "", Protocol::http1, true},
        {"answer alone", "", "HTTP/1.1 200 OK\r\n", "", Protocol::http1, false},
        {"preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", "", Protocol::http2, false},
        {"ClientHello", clientHello, "", "", Protocol::tls, false},
        {"ClientHello from the other side", "", clientHello, "", Protocol::tls, true},
        {"ServerHello alone", "", serverHello, "", Protocol::tls, false},
        {"ServerHello where the client was thought to be", serverHello, "", "", Protocol::tls, true},
        {"ALPN says it", "\x01\x02", "", "h2", Protocol::http2, false},
        {"ALPN says it", "x", "", "http/1.1", Protocol::http1, false},
        {"SOCKS 5", std::string("\x05\x01\x00", 3), std::string("\x05\x00", 2), "", Protocol::socks, false},
        {"too little", "PO", "", "", Protocol::undecided, false},
        {"nothing known", std::string("\x00\x01\x02 what is this", 16), "", "", Protocol::unknown, false},
    };
    for (const Case &c : cases) {
        const auto choice
            = pipeline::chooseProtocol(base::asBytes(c.originator), base::asBytes(c.responder), c.alpn, false);
        EXPECT_EQ(choice.protocol, c.protocol) << c.name;
        EXPECT_EQ(choice.sidesSwapped, c.swapped) << c.name;
    }
}

TEST(Protocol, isNeverUndecidedAtTheEnd)
{
    EXPECT_EQ(pipeline::chooseProtocol(base::asBytes("PO"), {}, "", true).protocol, Protocol::unknown);
}
