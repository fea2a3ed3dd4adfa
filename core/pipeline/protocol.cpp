// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/protocol.h"

#include "http/frame_reader.h"
#include "http/start_line.h"
#include "pipeline/socks_layer.h"
#include "tls/sniff.h"

#include <iterator>

namespace telltale::pipeline {

namespace {

enum class Answer : std::uint8_t { no, yes, needMore };

template <typename Sniffed>
Answer answer(Sniffed sniffed)
{
    return sniffed == Sniffed::yes ? Answer::yes : sniffed == Sniffed::needMore ? Answer::needMore : Answer::no;
}

/// Who sends this first TLS message: a ServerHello tells that the sides are the other way round.
bool isServerHello(base::ByteView bytes)
{
    return bytes.size() > 5 && bytes[0] == 0x16 && bytes[5] == 2;
}

/// The client preface is only ever sent by a client.
bool isHttp2Preface(base::ByteView bytes)
{
    return base::asText(bytes).starts_with(http::http2Preface.substr(0, 16));
}

/// One question to one side.
struct Test {
    Protocol protocol;
    bool sidesSwapped;
    Answer result;
};

} // namespace

ProtocolChoice chooseProtocol(base::ByteView originator, base::ByteView responder, std::string_view alpn, bool final)
{
    if (alpn == "h2")
        return {Protocol::http2, false};
    if (alpn == "http/1.1" || alpn == "http/1.0")
        return {Protocol::http1, false};

    // By turns about the originator and the responder.
    const Test tests[] = {
        {Protocol::tls, isServerHello(originator), answer(tls::sniffTls(originator))},
        {Protocol::tls, !isServerHello(responder), answer(tls::sniffTls(responder))},
        {Protocol::http2, false, answer(http::looksLikeHttp2(originator))},
        {Protocol::http2, isHttp2Preface(responder), answer(http::looksLikeHttp2(responder))},
        {Protocol::http1, false, answer(http::looksLikeHttp1Request(originator))},
        {Protocol::http1, true, answer(http::looksLikeHttp1Request(responder))},
        {Protocol::http1, true, answer(http::looksLikeHttp1Response(originator))},
        {Protocol::http1, false, answer(http::looksLikeHttp1Response(responder))},
        {Protocol::socks, false, answer(sniffSocks(originator, responder))},
    };
    // The side that has not spoken yet is no reason to wait for: what the other says settles it.
    bool wait = false;
    for (const Test &test : tests) {
        if (test.result == Answer::yes)
            return {test.protocol, test.sidesSwapped};
    }
    for (std::size_t i = 0; i < std::size(tests); ++i) {
        const bool aboutOriginator = i % 2 == 0;
        const bool spoken = !(aboutOriginator ? originator : responder).empty();
        wait = wait || (spoken && tests[i].result == Answer::needMore);
    }
    return {wait && !final ? Protocol::undecided : Protocol::unknown, false};
}

} // namespace telltale::pipeline
