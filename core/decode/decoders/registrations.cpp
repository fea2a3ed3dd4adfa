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

namespace telltale::decode {

void DecoderRegistry::add(std::unique_ptr<Decoder> decoder)
{
    m_decoders.push_back(std::move(decoder));
}

const DecoderRegistry &DecoderRegistry::standard()
{
    // The order matters: what is known for sure comes first; schemes of single vendors go by the names around them; then what has a mark of
    // its own; what is told by its shape alone comes last.
    static const DecoderRegistry registry = [] {
        DecoderRegistry made;
        made.add(std::make_unique<RecordedCipherDecoder>(RecordedCiphers::ofThisProcess()));
        made.add(std::make_unique<MistatDecoder>());
        made.add(std::make_unique<UmengDecoder>());
        made.add(std::make_unique<CompressionDecoder>());
        made.add(std::make_unique<ImageDecoder>());
        made.add(std::make_unique<MultipartDecoder>());
        made.add(std::make_unique<BinaryPlistDecoder>());
        made.add(std::make_unique<XmlDecoder>());
        made.add(std::make_unique<JsonDecoder>());
        made.add(std::make_unique<LinesDecoder>());
        made.add(std::make_unique<JwtDecoder>());
        made.add(std::make_unique<UrlDecoder>());
        made.add(std::make_unique<HexDecoder>());
        made.add(std::make_unique<Base32Decoder>());
        made.add(std::make_unique<LzStringDecoder>());
        made.add(std::make_unique<Base64Decoder>());
        made.add(std::make_unique<GrpcDecoder>());
        made.add(std::make_unique<MessagePackDecoder>());
        made.add(std::make_unique<CborDecoder>());
        made.add(std::make_unique<ThriftDecoder>());
        made.add(std::make_unique<DeflateDecoder>());
        made.add(std::make_unique<ProtobufDecoder>());
        made.add(std::make_unique<FormDecoder>());
        made.add(std::make_unique<PercentDecoder>());
        made.add(std::make_unique<CharsetDecoder>());
        return made;
    }();
    return registry;
}

} // namespace telltale::decode
