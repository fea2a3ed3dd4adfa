// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link_layer.h"

namespace telltale::net {

namespace {

// IEEE 802.11-2020 section 9.2.4.1: the frame control field.
constexpr std::uint8_t toDistribution = 0x01;
constexpr std::uint8_t fromDistribution = 0x02;
constexpr std::uint8_t protectedFrame = 0x40;
constexpr std::uint8_t order = 0x80;
constexpr unsigned dataFrame = 2;

/// Length of the MAC header of a data frame, from the two octets of its frame control field.
std::size_t macHeader(unsigned subtype, std::uint8_t flags)
{
    std::size_t length = 24;
    if ((flags & toDistribution) && (flags & fromDistribution))
        length += 6; // fourth address
    if (subtype & 8)
        length += (flags & order) ? 6 : 2; // QoS control, and HT control
    return length;
}

} // namespace

LinkPayload wifiPayload(const Slice &frame)
{
    if (!frame.holds(2))
        return LinkPayload::odd("net.truncated");
    const unsigned type = (frame.bytes[0] >> 2) & 3U;
    const unsigned subtype = frame.bytes[0] >> 4;
    const std::uint8_t flags = frame.bytes[1];
    constexpr unsigned withoutData = 4; // bit of the null subtypes
    if (type != dataFrame || (subtype & withoutData))
        return {};
    if (flags & protectedFrame)
        return LinkPayload::odd("net.encrypted_frame");
    const std::size_t header = macHeader(subtype, flags);
    if (!frame.holds(header))
        return LinkPayload::odd("net.truncated");
    constexpr std::uint8_t aggregated = 0x80; // A-MSDU present, in the QoS control field
    if ((subtype & 8) && (frame.bytes[(flags & 3) == 3 ? 30 : 24] & aggregated))
        return LinkPayload::odd("net.aggregated_frame");
    return llcPayload(frame.after(header));
}

LinkPayload radiotapPayload(const Slice &frame)
{
    constexpr std::size_t fixedPart = 8;
    if (!frame.holds(fixedPart))
        return LinkPayload::odd("net.truncated");
    // radiotap.org: version 0, pad, little-endian length of the whole header, presence bits.
    const std::size_t length = frame.bytes[2] | (std::size_t{frame.bytes[3]} << 8);
    if (frame.bytes[0] != 0 || length < fixedPart)
        return LinkPayload::odd("net.unknown_link_type");
    if (!frame.holds(length))
        return LinkPayload::odd("net.truncated");
    // Some drivers pad the MAC header to four octets and say so in the flags field, which comes
    // first, or after the eight octets of the time stamp.
    const std::uint8_t present = frame.bytes[4];
    constexpr std::uint8_t hasTimestamp = 0x01, hasFlags = 0x02, padded = 0x20, more = 0x80;
    std::size_t at = fixedPart;
    for (std::size_t word = 4; word + 4 <= length && (frame.bytes[word + 3] & more); word += 4)
        at += 4;
    if (present & hasTimestamp)
        at = ((at + 7) & ~std::size_t{7}) + 8;
    const Slice mac = frame.after(length);
    if (!(present & hasFlags) || at >= length || !(frame.bytes[at] & padded) || !mac.holds(2))
        return wifiPayload(mac);
    const std::size_t header = macHeader(mac.bytes[0] >> 4, mac.bytes[1]);
    const std::size_t padding = (4 - header % 4) % 4;
    const bool plainData =
        ((mac.bytes[0] >> 2) & 3U) == dataFrame && !(mac.bytes[0] & 0x40) && !(mac.bytes[1] & protectedFrame);
    if (!plainData || padding == 0 || !mac.holds(header + padding))
        return wifiPayload(mac);
    return llcPayload(mac.after(header + padding));
}

} // namespace telltale::net
