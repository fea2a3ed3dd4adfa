// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapdroid_trailer.h"

#include "base/byte_reader.h"
#include "base/utf8.h"

#include <algorithm>

#include <zlib.h>

namespace telltale::capture {

namespace {

constexpr std::size_t trailerSize = 32;
constexpr std::size_t labelSize = 20;
constexpr std::size_t ethernetHeader = 14;
constexpr std::uint32_t magic = 0x01072021;

} // namespace

std::optional<AppIdentity> pcapdroidTrailer(base::ByteView frame)
{
    if (frame.size() <= trailerSize + ethernetHeader)
        return std::nullopt;
    constexpr auto isSet = [](std::uint8_t octet) { return octet != 0; };
    const auto addresses = frame.first(ethernetHeader - sizeof(std::uint16_t));
    if (std::any_of(addresses.begin(), addresses.end(), isSet))
        return std::nullopt;
    base::ByteReader reader(frame.last(trailerSize));
    if (reader.u32be() != magic)
        return std::nullopt;
    AppIdentity app;
    app.uid = static_cast<std::int32_t>(reader.u32be());
    const std::string_view field = base::asText(reader.take(labelSize));
    std::string_view label = field.substr(0, field.find('\0'));
    while (!label.empty() && !base::isUtf8(label))
        label.remove_suffix(1);
    app.label = label;
    if (field.find('\0') == labelSize - 1)
        app.label += "\u2026"; // filled to the last octet: who knows what was cut off
    const std::uint32_t stated = reader.u32le();
    const auto covered = static_cast<uInt>(frame.size() - sizeof stated);
    if (crc32(0, frame.data(), covered) != stated)
        return std::nullopt;
    return app;
}

} // namespace telltale::capture
