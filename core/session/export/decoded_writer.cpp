// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/decoded_writer.h"

#include "base/utf8.h"
#include "decode/content_coding.h"
#include "decode/decoder.h"
#include "decode/outgoing_message.h"
#include "session/header_block.h"

#include <openssl/evp.h>

namespace telltale::session {

namespace {

std::string_view verdictWord(decode::Verdict verdict)
{
    switch (verdict) {
    case decode::Verdict::opened: return "opened";
    case decode::Verdict::encrypted: return "encrypted";
    case decode::Verdict::damaged: return "damaged";
    case decode::Verdict::limit: return "limit";
    }
    return "opened";
}

std::string base64(base::ByteView bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()), bytes.data(),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

void writeNode(base::JsonWriter &json, const decode::DecodeTree &tree, std::uint32_t index)
{
    const decode::Node &node = tree.node(index);
    json.beginObject();
    json.memberUnsigned("parent", node.parent).memberOrNull("step", node.step).memberOrNull("key", node.key);
    if (!tree.name(index).empty())
        json.member("name", tree.name(index));
    json.key("range").beginArray().number(node.range.from).number(node.range.to).endArray();
    json.member("verdict", verdictWord(node.verdict)).memberOrNull("reason", node.reason);
    json.memberOrNull("note", node.note);
    const base::ByteView content = tree.content(index);
    json.memberUnsigned("size", content.size());
    json.key("value");
    if (node.leaf && base::isReadableText(base::asText(content)))
        json.string(base::asText(content));
    else
        json.null();
    json.endObject();
}

void writeTree(base::JsonWriter &json, std::string_view location, const decode::DecodeTree &tree)
{
    json.beginObject().member("location", location).key("nodes").beginArray();
    for (std::uint32_t i = 0; i < tree.nodes().size(); ++i)
        writeNode(json, tree, i);
    json.endArray().endObject();
}

decode::OutgoingMessage open(
    const Exchange &exchange, const PayloadStore &payloads, base::ByteView body, const RecordOptions &options)
{
    const auto own = options.decoders ? options.decoders() : nullptr;
    return decode::openRequest(exchange, decodeHeaders(payloads.read(exchange.request.headers)), body,
        own ? *own : decode::DecoderRegistry::standard());
}

decode::DecodeTree openAnswer(const Message &response, base::ByteView body, const RecordOptions &options)
{
    const auto own = options.decoders ? options.decoders() : nullptr;
    return decode::decodeLocation(body, decode::LocationKind::body,
        {response.contentType, response.contentEncoding, {}, 0}, own ? *own : decode::DecoderRegistry::standard());
}

void writeBody(base::JsonWriter &json, const Message &message, base::ByteView wire)
{
    if (message.contentEncoding.empty()) {
        json.member("body", base64(wire));
        return;
    }
    const auto decoded = decode::decodeContent(wire, message.contentEncoding, {});
    json.member("body", base64(decoded.bytes));
}

} // namespace

void writeDecodedRequest(base::JsonWriter &json, const Exchange &exchange, const PayloadStore &payloads,
                         const RecordOptions &options)
{
    const base::ByteBuffer wire = payloads.read(exchange.request.body);
    if (options.decoded) {
        auto message = open(exchange, payloads, wire, options);
        if (options.annotate)
            options.annotate(message);
        json.key("decoded").beginArray();
        for (const auto &located : message.trees)
            writeTree(json, located.location, located.tree);
        json.endArray();
    }
    if (options.bodies)
        writeBody(json, exchange.request, wire);
}

void writeDecodedResponse(base::JsonWriter &json, const Exchange &exchange, const PayloadStore &payloads,
                          const RecordOptions &options)
{
    const base::ByteBuffer wire = payloads.read(exchange.response.body);
    if (options.decoded) {
        json.key("decoded").beginArray();
        if (!wire.empty())
            writeTree(json, "body", openAnswer(exchange.response, wire, options));
        json.endArray();
    }
    if (options.bodies)
        writeBody(json, exchange.response, wire);
}

} // namespace telltale::session
