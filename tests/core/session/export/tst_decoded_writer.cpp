// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/decoded_writer.h"

#include "decode/outgoing_message.h"
#include "decode/recorded_ciphers.h"

#include <gtest/gtest.h>

using namespace telltale;

TEST(DecodedWriter, addsEveryLayerAndTheBody)
{
    const auto payloads = session::PayloadStore::create().value();
    session::Exchange exchange;
    exchange.url = "https://a.example/?q=x";
    exchange.request.contentType = "application/json";
    exchange.request.body = payloads->append(base::asBytes(R"({"w":"otter"})"));
    base::JsonWriter json;
    json.beginObject();
    session::writeDecodedRequest(json, exchange, *payloads, {.decoded = true, .bodies = true});
    json.endObject();
    const std::string text = json.take();
    EXPECT_NE(text.find(R"("location":"body")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("key":"w")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("value":"otter")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("body":"eyJ3Ijoib3R0ZXIifQ==")"), std::string::npos) << text;
}

TEST(DecodedWriter, namesThatAreKnownStandBesideTheKeys)
{
    const auto payloads = session::PayloadStore::create().value();
    session::Exchange exchange;
    exchange.url = "https://a.example/";
    exchange.request.body = payloads->append(base::asBytes(R"({"14":"org.example"})"));
    session::RecordOptions options{.decoded = true};
    options.annotate = [](decode::OutgoingMessage &message) {
        decode::DecodeTree &tree = message.trees.back().tree;
        tree.setName(static_cast<std::uint32_t>(tree.nodes().size() - 1), "package");
    };
    base::JsonWriter json;
    json.beginObject();
    session::writeDecodedRequest(json, exchange, *payloads, options);
    json.endObject();
    const std::string text = json.take();
    EXPECT_NE(text.find(R"("key":"14","name":"package")"), std::string::npos) << text;
}

TEST(DecodedWriter, opensWithTheDecodersOfTheCapture)
{
    const std::string encrypted = "sixteen encrypted octets";
    auto ciphers = std::make_shared<decode::RecordedCiphers>();
    ciphers->add(
        {base::toBuffer(base::asBytes(encrypted)), base::toBuffer(base::asBytes("purple otter")), "aes-128-cbc", "n"});
    const auto payloads = session::PayloadStore::create().value();
    session::Exchange exchange;
    exchange.url = "https://a.example/";
    exchange.request.body = exchange.response.body = payloads->append(base::asBytes(encrypted));
    session::RecordOptions options{.decoded = true};
    for (const bool known : {false, true}) {
        options.decoders = [&] { return known ? decode::DecoderRegistry::knowing(ciphers) : nullptr; };
        for (const auto write : {session::writeDecodedRequest, session::writeDecodedResponse}) {
            base::JsonWriter json;
            json.beginObject();
            write(json, exchange, *payloads, options);
            json.endObject();
            EXPECT_EQ(json.take().find("purple otter") != std::string::npos, known);
        }
    }
}

TEST(DecodedWriter, anEmptyResponseHasNoLayers)
{
    const auto payloads = session::PayloadStore::create().value();
    base::JsonWriter json;
    json.beginObject();
    session::writeDecodedResponse(json, {}, *payloads, {.decoded = true});
    json.endObject();
    EXPECT_EQ(json.take(), R"({"decoded":[]})");
}
