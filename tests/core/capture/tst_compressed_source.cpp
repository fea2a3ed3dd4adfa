// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/compressed_source.h"

#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace telltale::capture {
namespace {

using namespace test;

ByteBuffer gzip(const ByteBuffer &plain)
{
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    ByteBuffer input = plain, packed(plain.size() + 1000);
    stream.next_in = input.data();
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

ByteBuffer zstd(const ByteBuffer &plain)
{
    ByteBuffer packed(ZSTD_compressBound(plain.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 3));
    return packed;
}

struct Unpacked {
    ByteBuffer bytes;
    ByteSource::Read::State last = ByteSource::Read::State::octets;
};

Unpacked readAll(ByteSource &source, std::size_t chunk)
{
    Unpacked result;
    ByteBuffer buffer(chunk);
    while (true) {
        const auto read = source.read(buffer);
        result.bytes.insert(
            result.bytes.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(read.count));
        result.last = read.state;
        if (read.state == ByteSource::Read::State::end || read.state == ByteSource::Read::State::failed)
            return result;
    }
}

struct Codec {
    const char *name;
    ByteBuffer (*pack)(const ByteBuffer &);
    std::unique_ptr<ByteSource> (*unpack)(std::unique_ptr<ByteSource>);
};

class CompressedSource : public testing::TestWithParam<Codec> {
protected:
    static ByteBuffer sample()
    {
        ByteBuffer bytes;
        for (int i = 0; i < 20000; ++i)
            bytes.push_back(static_cast<std::uint8_t>(i * i >> 5));
        return bytes;
    }
};

TEST_P(CompressedSource, UnpacksInPiecesOfAnySize)
{
    const ByteBuffer packed = GetParam().pack(sample());
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t(-1)}) {
        auto source = GetParam().unpack(std::make_unique<MemorySource>(packed, step));
        const Unpacked result = readAll(*source, 333);
        EXPECT_EQ(result.bytes, sample());
        EXPECT_EQ(result.last, ByteSource::Read::State::end);
    }
}

TEST_P(CompressedSource, UnpacksSeveralMembers)
{
    const ByteBuffer packed = joined(GetParam().pack(text("one ")), GetParam().pack(text("two")));
    for (const std::size_t step : {std::size_t{1}, std::size_t(-1)}) {
        auto source = GetParam().unpack(std::make_unique<MemorySource>(packed, step));
        EXPECT_EQ(readAll(*source, 100).bytes, text("one two"));
    }
}

TEST_P(CompressedSource, SaysThatItWasCutOrDamaged)
{
    const ByteBuffer packed = GetParam().pack(sample());
    for (std::size_t cut = 5; cut < packed.size(); cut += 97) {
        auto source = GetParam().unpack(std::make_unique<MemorySource>(
            ByteBuffer(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(cut)), std::size_t(-1)));
        EXPECT_EQ(readAll(*source, 4096).last, ByteSource::Read::State::failed) << cut;
    }
    auto source =
        GetParam().unpack(std::make_unique<MemorySource>(joined(packed, text("garbage behind it")), std::size_t(-1)));
    EXPECT_EQ(readAll(*source, 4096).last, ByteSource::Read::State::failed);
}

INSTANTIATE_TEST_SUITE_P(Codecs, CompressedSource,
    testing::Values(Codec{"gzip", gzip, gzipSource}, Codec{"zstd", zstd, zstdSource}),
    [](const auto &codec) { return codec.param.name; });

TEST(WithFront, GivesTheFrontFirst)
{
    auto source = withFront(text("front "), std::make_unique<MemorySource>(text("back"), std::size_t(-1)));
    EXPECT_EQ(readAll(*source, 4).bytes, text("front back"));
}

TEST(CompressedCapture, IsReadAsIfItWerePlain)
{
    const ByteBuffer pcap = joined(
        hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001"), hex("00000001 00000000 00000001 00000001 78"));
    const std::vector<std::string> expected{"packet 1 at 1000000000 if 0 link 1 x/1", "end"};
    for (const std::size_t step : {std::size_t{1}, std::size_t(-1)}) {
        EXPECT_EQ(lines(gzip(pcap), step), expected);
        EXPECT_EQ(lines(zstd(pcap), step), expected);
    }
    EXPECT_EQ(lines(gzip(gzip(pcap))), (std::vector<std::string>{"cut"})); // once is enough
}

} // namespace
} // namespace telltale::capture
