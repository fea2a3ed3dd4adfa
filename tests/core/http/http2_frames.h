// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace telltale::http::test {

/// One HTTP/2 frame as octets.
inline std::string frame(std::uint8_t type, std::uint8_t flags, std::uint32_t stream, const std::string &payload)
{
    std::string octets;
    for (const unsigned shift : {16U, 8U, 0U})
        octets += static_cast<char>((payload.size() >> shift) & 0xFFU);
    octets += static_cast<char>(type);
    octets += static_cast<char>(flags);
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        octets += static_cast<char>((stream >> shift) & 0xFFU);
    return octets + payload;
}

inline std::string dataFrame(std::uint32_t stream, const std::string &body, bool last = false)
{
    return frame(0, last ? 1 : 0, stream, body);
}
/// END_HEADERS is set.
inline std::string headersFrame(std::uint32_t stream, const std::string &block, bool last = false)
{
    return frame(1, last ? 5 : 4, stream, block);
}
inline std::string settingsFrame()
{
    return frame(4, 0, 0, "");
}
inline std::string resetFrame(std::uint32_t stream)
{
    return frame(3, 0, stream, std::string("\0\0\0\x08", 4));
}
inline std::string prefaceAndSettings()
{
    return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + settingsFrame();
}

/// HPACK representations (RFC 7541 section 6) without Huffman coding; all parts below 127 octets.
inline std::string indexed(unsigned index)
{
    return std::string(1, static_cast<char>(0x80U | index));
}
inline std::string text(const std::string &value)
{
    return static_cast<char>(value.size()) + value;
}
inline std::string literal(const std::string &name, const std::string &value)
{
    return std::string(1, '\0') + text(name) + text(value);
}
inline std::string inserted(const std::string &name, const std::string &value)
{
    return "\x40" + text(name) + text(value);
}
inline std::string insertedNamed(unsigned index, const std::string &value)
{
    return static_cast<char>(0x40U | index) + text(value);
}

/// :method GET, :scheme https, :path, :authority a.example
inline std::string get(const std::string &path)
{
    return indexed(2) + indexed(7) + literal(":path", path) + literal(":authority", "a.example");
}
inline std::string ok()
{
    return indexed(8);
} ///< :status 200

} // namespace telltale::http::test
