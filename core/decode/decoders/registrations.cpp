// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/base64_decoder.h"
#include "decode/decoders/compression_decoder.h"
#include "decode/decoders/form_decoder.h"
#include "decode/decoders/hex_decoder.h"
#include "decode/decoders/json_decoder.h"
#include "decode/decoders/lines_decoder.h"
#include "decode/decoders/multipart_decoder.h"
#include "decode/decoders/percent_decoder.h"
#include "decode/decoders/url_decoder.h"

namespace telltale::decode {

void DecoderRegistry::add(std::unique_ptr<Decoder> decoder)
{
    m_decoders.push_back(std::move(decoder));
}

const DecoderRegistry &DecoderRegistry::standard()
{
    // The order matters: what has a mark of its own comes first, what is told by its shape alone last.
    static const DecoderRegistry registry = [] {
        DecoderRegistry made;
        made.add(std::make_unique<CompressionDecoder>());
        made.add(std::make_unique<MultipartDecoder>());
        made.add(std::make_unique<JsonDecoder>());
        made.add(std::make_unique<LinesDecoder>());
        made.add(std::make_unique<UrlDecoder>());
        made.add(std::make_unique<HexDecoder>());
        made.add(std::make_unique<Base64Decoder>());
        made.add(std::make_unique<FormDecoder>());
        made.add(std::make_unique<PercentDecoder>());
        return made;
    }();
    return registry;
}

} // namespace telltale::decode
