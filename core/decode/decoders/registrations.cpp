// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base32_decoder.h"
#include "decode/decoders/base64_decoder.h"
#include "decode/decoders/binary_plist_decoder.h"
#include "decode/decoders/cbor_decoder.h"
#include "decode/decoders/charset_decoder.h"
#include "decode/decoders/compression_decoder.h"
#include "decode/decoders/deflate_decoder.h"
#include "decode/decoders/form_decoder.h"
#include "decode/decoders/grpc_decoder.h"
#include "decode/decoders/hex_decoder.h"
#include "decode/decoders/image_decoder.h"
#include "decode/decoders/json_decoder.h"
#include "decode/decoders/jwt_decoder.h"
#include "decode/decoders/lines_decoder.h"
#include "decode/decoders/lz_string_decoder.h"
#include "decode/decoders/message_pack_decoder.h"
#include "decode/decoders/mistat_decoder.h"
#include "decode/decoders/multipart_decoder.h"
#include "decode/decoders/percent_decoder.h"
#include "decode/decoders/protobuf_decoder.h"
#include "decode/decoders/recorded_cipher_decoder.h"
#include "decode/decoders/thrift_decoder.h"
#include "decode/decoders/umeng_decoder.h"
#include "decode/decoders/url_decoder.h"
#include "decode/decoders/xml_decoder.h"

#include <utility>

namespace telltale::decode {

namespace {

/// The order matters: schemes of single vendors go by the names around them; then what has a mark of its own; what is
/// told by its shape alone comes last.
void addStandard(DecoderRegistry &registry)
{
    registry.add(std::make_unique<MistatDecoder>());
    registry.add(std::make_unique<UmengDecoder>());
    registry.add(std::make_unique<CompressionDecoder>());
    registry.add(std::make_unique<ImageDecoder>());
    registry.add(std::make_unique<MultipartDecoder>());
    registry.add(std::make_unique<BinaryPlistDecoder>());
    registry.add(std::make_unique<XmlDecoder>());
    registry.add(std::make_unique<JsonDecoder>());
    registry.add(std::make_unique<LinesDecoder>());
    registry.add(std::make_unique<JwtDecoder>());
    registry.add(std::make_unique<UrlDecoder>());
    registry.add(std::make_unique<HexDecoder>());
    registry.add(std::make_unique<Base32Decoder>());
    registry.add(std::make_unique<LzStringDecoder>());
    registry.add(std::make_unique<Base64Decoder>());
    registry.add(std::make_unique<GrpcDecoder>());
    registry.add(std::make_unique<MessagePackDecoder>());
    registry.add(std::make_unique<CborDecoder>());
    registry.add(std::make_unique<ThriftDecoder>());
    registry.add(std::make_unique<DeflateDecoder>());
    registry.add(std::make_unique<ProtobufDecoder>());
    registry.add(std::make_unique<FormDecoder>());
    registry.add(std::make_unique<PercentDecoder>());
    registry.add(std::make_unique<CharsetDecoder>());
}

} // namespace

void DecoderRegistry::add(std::unique_ptr<Decoder> decoder)
{
    m_decoders.push_back(std::move(decoder));
}

const DecoderRegistry &DecoderRegistry::standard()
{
    static const DecoderRegistry registry = [] {
        DecoderRegistry made;
        addStandard(made);
        return made;
    }();
    return registry;
}

std::shared_ptr<const DecoderRegistry> DecoderRegistry::knowing(std::shared_ptr<const RecordedCiphers> ciphers)
{
    auto registry = std::make_shared<DecoderRegistry>();
    registry->add(std::make_unique<RecordedCipherDecoder>(std::move(ciphers))); // what is known for sure comes first
    addStandard(*registry);
    return registry;
}

} // namespace telltale::decode
