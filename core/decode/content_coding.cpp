// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

namespace telltale::decode {
namespace {

constexpr std::size_t maxCodings = 16;
/// A ratio says nothing about inputs this small: a dozen octets of gzip may rightly be a page of zeros.
constexpr std::size_t alwaysAllowed = 64U << 10;
constexpr std::size_t blockSize = 32U << 10;

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(x) == lower(y);
    });
}

/// Collects output and says when a limit is reached.
class Output {
public:
    Output(std::size_t inputSize, const base::Limits &limits)
    {
        const std::size_t byRatio = inputSize > std::numeric_limits<std::size_t>::max() / (limits.decodeRatio + 1)
            ? std::numeric_limits<std::size_t>::max()
            : inputSize * limits.decodeRatio;
        const std::size_t ratioRoom = std::max(byRatio, alwaysAllowed);
        m_room = std::min(ratioRoom, limits.decodedBytes);
        m_limit = limits.decodedBytes <= ratioRoom ? "decode.size_limit" : "decode.ratio_limit";
    }

    /// False when only a part still fitted.
    bool append(const std::uint8_t *bytes, std::size_t count)
    {
        const std::size_t fits = std::min(count, m_room - m_bytes.size());
        m_bytes.insert(m_bytes.end(), bytes, bytes + fits);
        return fits == count;
    }

    DecodedContent whole() { return {std::move(m_bytes), true, nullptr, {}, {}}; }
    DecodedContent broken(std::string_view coding, std::string_view why)
    {
        return {std::move(m_bytes), false, nullptr, std::string(coding) + " data " + std::string(why) + ".",
            std::string(coding)};
    }
    DecodedContent limited(std::string_view coding)
    {
        return {std::move(m_bytes), false, m_limit,
            std::string(coding) + " data grows beyond the limit (" + m_limit + ").", std::string(coding)};
    }

private:
    base::ByteBuffer m_bytes;
    std::size_t m_room = 0;
    const char *m_limit = nullptr;
};

struct InflateDeleter {
    void operator()(z_stream *stream) const
    {
        inflateEnd(stream);
        delete stream;
    }
};
using InflateStream = std::unique_ptr<z_stream, InflateDeleter>;

enum class Wrapping : int { zlib = MAX_WBITS, raw = -MAX_WBITS, gzip = MAX_WBITS + 16 };

InflateStream newInflate(Wrapping wrapping)
{
    auto stream = std::make_unique<z_stream>();
    *stream = {};
    if (inflateInit2(stream.get(), static_cast<int>(wrapping)) != Z_OK)
        return nullptr;
    return InflateStream(stream.release());
}

/// Runs one zlib stream over @p input and takes what it used off its front.
/// Z_STREAM_END, Z_BUF_ERROR (input ran out), Z_DATA_ERROR, or Z_MEM_ERROR for a reached limit.
int inflateOne(z_stream &stream, base::ByteView &input, Output &output)
{
    std::array<std::uint8_t, blockSize> block; // NOLINT: filled by inflate
    for (;;) {
        const std::size_t offered = std::min<std::size_t>(input.size(), 1U << 30);
        // zlib's interface takes a non-const pointer but does not write through it.
        stream.next_in = const_cast<Bytef *>(input.data()); // NOLINT
        stream.avail_in = static_cast<uInt>(offered);
        stream.next_out = block.data();
        stream.avail_out = blockSize;
        const int result = inflate(&stream, Z_NO_FLUSH);
        input = input.subspan(offered - stream.avail_in);
        if (!output.append(block.data(), blockSize - stream.avail_out))
            return Z_MEM_ERROR;
        if (result == Z_NEED_DICT)
            return Z_DATA_ERROR;
        if (result != Z_OK)
            return result == Z_MEM_ERROR ? Z_DATA_ERROR : result;
    }
}

DecodedContent verdictOf(int result, std::string_view coding, Output &output)
{
    switch (result) {
    case Z_STREAM_END:
        return output.whole();
    case Z_MEM_ERROR:
        return output.limited(coding);
    case Z_BUF_ERROR:
        return output.broken(coding, "ends early");
    default:
        return output.broken(coding, "is damaged");
    }
}

DecodedContent decodeGzip(base::ByteView coded, const base::Limits &limits)
{
    Output output(coded.size(), limits);
    base::ByteView rest = coded;
    for (bool first = true;; first = false) {
        const InflateStream stream = newInflate(Wrapping::gzip);
        if (!stream)
            return output.broken("gzip", "could not be opened");
        const int result = inflateOne(*stream, rest, output);
        if (result != Z_STREAM_END)
            return verdictOf(result, "gzip", output);
        // RFC 1952 § 2.2: members follow one another. Padding with zeros is common in archives.
        if (std::ranges::all_of(rest, [](std::uint8_t octet) { return octet == 0; }))
            return output.whole();
        if (rest[0] != 0x1F || rest.size() < 2 || rest[1] != 0x8B)
            return output.broken(
                "gzip", first ? "is followed by other octets" : "members are followed by other octets");
    }
}

DecodedContent decodeDeflate(base::ByteView coded, const base::Limits &limits)
{
    // RFC 9110 § 8.4.1.2: "deflate" means zlib, but some senders leave the zlib wrapper out.
    const bool zlibHeader = coded.size() >= 2 && (coded[0] & 0x0FU) == 8 && ((coded[0] << 8U) | coded[1]) % 31 == 0;
    DecodedContent best;
    for (const Wrapping wrapping : {Wrapping::zlib, Wrapping::raw}) {
        if (wrapping == Wrapping::zlib && !zlibHeader)
            continue;
        Output output(coded.size(), limits);
        const InflateStream stream = newInflate(wrapping);
        base::ByteView rest = coded;
        const int result = stream ? inflateOne(*stream, rest, output) : Z_DATA_ERROR;
        DecodedContent decoded = verdictOf(result, "deflate", output);
        if (decoded.complete || decoded.limit != nullptr)
            return decoded;
        // Bare deflate only wins over a broken zlib stream when it gives more.
        if (best.coding.empty() || decoded.bytes.size() > best.bytes.size())
            best = std::move(decoded);
    }
    return best;
}

/// RFC 1951 without a wrapping; other octets behind the stream make it incomplete.
DecodedContent decodeRawDeflate(base::ByteView coded, const base::Limits &limits)
{
    Output output(coded.size(), limits);
    const InflateStream stream = newInflate(Wrapping::raw);
    base::ByteView rest = coded;
    const int result = stream ? inflateOne(*stream, rest, output) : Z_DATA_ERROR;
    if (result == Z_STREAM_END && !rest.empty())
        return output.broken("raw deflate", "is followed by other octets");
    return verdictOf(result, "raw deflate", output);
}

struct BrotliDeleter {
    void operator()(BrotliDecoderState *state) const { BrotliDecoderDestroyInstance(state); }
};

DecodedContent decodeBrotli(base::ByteView coded, const base::Limits &limits)
{
    Output output(coded.size(), limits);
    const std::unique_ptr<BrotliDecoderState, BrotliDeleter> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!state)
        return output.broken("br", "could not be opened");
    std::size_t available = coded.size();
    const std::uint8_t *next = coded.data();
    for (;;) {
        std::size_t noRoom = 0;
        const BrotliDecoderResult result =
            BrotliDecoderDecompressStream(state.get(), &available, &next, &noRoom, nullptr, nullptr);
        std::size_t produced = 0;
        const std::uint8_t *bytes = BrotliDecoderTakeOutput(state.get(), &produced);
        if (!output.append(bytes, produced))
            return output.limited("br");
        if (result == BROTLI_DECODER_RESULT_SUCCESS)
            return available == 0 ? output.whole() : output.broken("br", "is followed by other octets");
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
            return output.broken("br", "ends early");
        if (result == BROTLI_DECODER_RESULT_ERROR)
            return output.broken("br", "is damaged");
    }
}

struct ZstdDeleter {
    void operator()(ZSTD_DStream *stream) const { ZSTD_freeDStream(stream); }
};

DecodedContent decodeZstd(base::ByteView coded, const base::Limits &limits)
{
    Output output(coded.size(), limits);
    const std::unique_ptr<ZSTD_DStream, ZstdDeleter> stream(ZSTD_createDStream());
    if (!stream || coded.empty())
        return output.broken("zstd", "ends early");
    base::ByteBuffer block(ZSTD_DStreamOutSize());
    ZSTD_inBuffer input{coded.data(), coded.size(), 0};
    for (;;) {
        ZSTD_outBuffer out{block.data(), block.size(), 0};
        const std::size_t hint = ZSTD_decompressStream(stream.get(), &out, &input);
        if (ZSTD_isError(hint) != 0)
            return output.broken("zstd", "is damaged");
        if (!output.append(block.data(), out.pos))
            return output.limited("zstd");
        const bool exhausted = input.pos == input.size;
        if (exhausted && hint == 0)
            return output.whole();
        if (exhausted && out.pos < out.size)
            return output.broken("zstd", "ends early");
    }
}

} // namespace

std::vector<std::string> contentCodings(std::string_view contentEncoding)
{
    std::vector<std::string> codings;
    while (!contentEncoding.empty() && codings.size() < maxCodings) {
        const std::size_t comma = std::min(contentEncoding.find(','), contentEncoding.size());
        std::string_view member = contentEncoding.substr(0, comma);
        contentEncoding.remove_prefix(std::min(comma + 1, contentEncoding.size()));
        const std::size_t from = member.find_first_not_of(" \t");
        if (from == std::string_view::npos)
            continue;
        member = member.substr(from, member.find_last_not_of(" \t") - from + 1);
        if (equalsIgnoringCase(member, "identity"))
            continue;
        std::string name(member);
        std::ranges::transform(
            name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        codings.push_back(std::move(name));
    }
    return codings;
}

bool isKnownCoding(std::string_view coding)
{
    static constexpr std::array<std::string_view, 6> known{"gzip", "x-gzip", "deflate", "br", "zstd", "identity"};
    return std::ranges::any_of(known, [&](std::string_view name) { return equalsIgnoringCase(name, coding); });
}

DecodedContent decodeCoding(base::ByteView coded, std::string_view coding, const base::Limits &limits)
{
    if (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip"))
        return decodeGzip(coded, limits);
    if (equalsIgnoringCase(coding, "deflate"))
        return decodeDeflate(coded, limits);
    if (coding == "raw deflate")
        return decodeRawDeflate(coded, limits);
    if (equalsIgnoringCase(coding, "br"))
        return decodeBrotli(coded, limits);
    if (equalsIgnoringCase(coding, "zstd"))
        return decodeZstd(coded, limits);
    if (equalsIgnoringCase(coding, "identity"))
        return {base::toBuffer(coded), true, nullptr, {}, {}};
    return {
        {}, false, nullptr, "The content coding \"" + std::string(coding) + "\" is not known.", std::string(coding)};
}

DecodedContent decodeContent(base::ByteView body, std::string_view contentEncoding, const base::Limits &limits)
{
    DecodedContent content{base::toBuffer(body), true, nullptr, {}, {}};
    if (body.empty()) // responses to HEAD, 304 and empty posts name a coding too
        return content;
    std::vector<std::string> codings = contentCodings(contentEncoding);
    // RFC 9110 § 8.4: listed in the order they were applied, so the last comes off first.
    for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding) {
        DecodedContent next = decodeCoding(content.bytes, *coding, limits);
        // The outermost trouble is the cause of those further in.
        if (!content.complete) {
            next.complete = false;
            next.limit = content.limit;
            next.problem = content.problem;
            next.coding = content.coding;
        }
        content = std::move(next);
        if (content.bytes.empty() && !content.complete)
            break;
    }
    return content;
}

} // namespace telltale::decode
