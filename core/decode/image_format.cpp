// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/image_format.h"

#include "base/byte_reader.h"

namespace telltale::decode {

namespace {

using namespace std::string_view_literals;

ImageFormat png(base::ByteView bytes)
{
    base::ByteReader reader(bytes);
    reader.skip(16); // signature, length and name of IHDR
    const std::uint32_t width = reader.u32be();
    return {"PNG", width, reader.u32be()};
}

ImageFormat gif(base::ByteView bytes)
{
    base::ByteReader reader(bytes);
    reader.skip(6);
    const std::uint32_t width = reader.u16le();
    return {"GIF", width, reader.u16le()};
}

/// ITU T.81 annex B: segments up to the frame header, SOF0 to SOF15 without DHT, JPG and DAC.
ImageFormat jpeg(base::ByteView bytes)
{
    base::ByteReader reader(bytes);
    reader.skip(2);
    while (reader.remaining() >= 9) {
        if (reader.u8() != 0xff)
            break;
        const std::uint8_t marker = reader.u8();
        const std::uint16_t length = reader.u16be();
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            reader.skip(1);
            const std::uint32_t height = reader.u16be();
            return {"JPEG", reader.u16be(), height};
        }
        reader.skip(length < 2 ? 0U : length - 2U);
    }
    return {"JPEG"};
}

/// RFC 9649: simple lossy, simple lossless, extended.
ImageFormat webp(base::ByteView bytes)
{
    base::ByteReader reader(bytes);
    reader.skip(12);
    const std::string_view chunk = base::asText(reader.take(4));
    reader.skip(4);
    ImageFormat image{"WebP"};
    if (chunk == "VP8 ") {
        reader.skip(6);
        image.width = reader.u16le() & 0x3fffU;
        image.height = reader.u16le() & 0x3fffU;
    } else if (chunk == "VP8L") {
        reader.skip(1);
        const std::uint32_t bits = reader.u32le();
        image.width = (bits & 0x3fffU) + 1;
        image.height = (bits >> 14 & 0x3fffU) + 1;
    } else if (chunk == "VP8X") {
        reader.skip(4);
        const auto u24 = [&reader] {
            const std::uint32_t low = reader.u16le();
            return low | static_cast<std::uint32_t>(reader.u8()) << 16;
        };
        image.width = u24() + 1;
        image.height = u24() + 1;
    }
    return reader.ok() ? image : ImageFormat{"WebP"};
}

} // namespace

std::optional<ImageFormat> imageFormat(base::ByteView bytes)
{
    constexpr std::size_t shortest = 24;
    const std::string_view text = base::asText(bytes);
    if (text.size() < shortest)
        return {};
    if (text.starts_with("\x89PNG\r\n\x1a\n"))
        return png(bytes);
    if (text.starts_with("GIF87a") || text.starts_with("GIF89a"))
        return gif(bytes);
    if (text.starts_with("\xff\xd8\xff") && bytes[3] >= 0xc0)
        return jpeg(bytes);
    if (text.starts_with("RIFF") && text.substr(8, 4) == "WEBP")
        return webp(bytes);
    if (text.starts_with("BM") && text.substr(6, 4) == "\0\0\0\0"sv)
        return ImageFormat{"BMP"};
    if (text.starts_with("\0\0\1\0"sv) && bytes[4] > 0 && bytes[5] == 0 && bytes[9] == 0)
        return ImageFormat{"ICO"};
    const std::string_view brand = text.substr(4, 4) == "ftyp" ? text.substr(8, 4) : std::string_view();
    if (brand == "avif" || brand == "avis")
        return ImageFormat{"AVIF"};
    if (brand == "heic" || brand == "heix" || brand == "mif1")
        return ImageFormat{"HEIC"};
    return {};
}

} // namespace telltale::decode
