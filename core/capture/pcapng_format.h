// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Numbers of the pcapng format (draft-ietf-opsawg-pcapng).
namespace telltale::capture::pcapng {

inline constexpr std::uint32_t sectionHeader = 0x0A0D0D0A; ///< reads the same in both byte orders
inline constexpr std::uint32_t interfaceDescription = 1;
inline constexpr std::uint32_t obsoletePacket = 2;
inline constexpr std::uint32_t simplePacket = 3;
inline constexpr std::uint32_t interfaceStatistics = 5;
inline constexpr std::uint32_t enhancedPacket = 6;
inline constexpr std::uint32_t decryptionSecrets = 10;
inline constexpr std::uint32_t custom = 0x00000BAD;

inline constexpr std::uint32_t byteOrderMagic = 0x1A2B3C4D;
inline constexpr std::uint32_t tlsKeyLog = 0x544C534B;

/// Block type, total length, and the total length again at the end.
inline constexpr std::size_t blockOverhead = 12;
inline constexpr std::size_t blockHeader = 8;

namespace option {
inline constexpr std::uint16_t end = 0;
inline constexpr std::uint16_t comment = 1;
inline constexpr std::uint16_t interfaceName = 2;
inline constexpr std::uint16_t application = 4; ///< of a section header
inline constexpr std::uint16_t timeResolution = 9;
inline constexpr std::uint16_t timeOffset = 14;
inline constexpr std::uint16_t received = 4; ///< of interface statistics
inline constexpr std::uint16_t droppedByInterface = 5;
inline constexpr std::uint16_t droppedBySystem = 7;
} // namespace option

/// PCAPdroid's custom blocks.
namespace pcapdroid {
inline constexpr std::uint32_t enterpriseNumber = 62652;
inline constexpr std::uint16_t version = 1;
inline constexpr std::uint8_t uidMap = 1; ///< the type of block that names the app of a user id
} // namespace pcapdroid

/// Blocks and option values are padded to this many octets.
constexpr std::size_t padded(std::size_t length)
{
    return (length + 3) & ~std::size_t{3};
}

} // namespace telltale::capture::pcapng
