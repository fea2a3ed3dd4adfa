// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace telltale::test {

/// A folder that goes when the test does.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "telltale-test-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(m_path); }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    [[nodiscard]] std::string file(const std::string &name, const std::string &content) const
    {
        std::ofstream(m_path / name, std::ios::binary) << content;
        return (m_path / name).string();
    }
    [[nodiscard]] std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

/// Writes a pcap file (raw IPv4) of one TCP conversation, a packet a second from @p start on.
class CaptureText {
public:
    explicit CaptureText(std::uint32_t start = 1'600'000'000)
        : m_time(start)
    {
        for (const std::uint32_t word : {0xa1b2c3d4U, 0x00040002U, 0U, 0U, 65535U, 101U})
            little(word);
    }

    CaptureText &open()
    {
        segment(true, 0x02, "");
        ++m_sequence[0];
        segment(false, 0x12, "");
        ++m_sequence[1];
        return *this;
    }
    CaptureText &client(const std::string &text) { return segment(true, 0x18, text); }
    CaptureText &server(const std::string &text) { return segment(false, 0x18, text); }
    CaptureText &close()
    {
        segment(true, 0x11, "");
        return segment(false, 0x11, "");
    }
    /// The next conversation.
    CaptureText &next()
    {
        ++m_port;
        m_sequence[0] = m_sequence[1] = 1000;
        return *this;
    }

    [[nodiscard]] const std::string &bytes() const { return m_bytes; }

private:
    void little(std::uint32_t value)
    {
        for (int i = 0; i < 4; ++i)
            m_bytes += static_cast<char>(value >> (8 * i));
    }
    static void big(std::string &out, std::uint32_t value, int octets)
    {
        for (int i = octets - 1; i >= 0; --i)
            out += static_cast<char>(value >> (8 * i));
    }

    CaptureText &segment(bool fromClient, int flags, const std::string &payload)
    {
        const std::uint32_t phone = 0x0a2a0002, server = 0xcb007105;
        std::string packet;
        big(packet, 0x4500, 2);
        big(packet, static_cast<std::uint32_t>(40 + payload.size()), 2);
        big(packet, 0, 4);
        big(packet, 0x4006, 2);
        big(packet, 0, 2);
        big(packet, fromClient ? phone : server, 4);
        big(packet, fromClient ? server : phone, 4);
        big(packet, fromClient ? m_port : 80, 2);
        big(packet, fromClient ? 80 : m_port, 2);
        big(packet, m_sequence[fromClient ? 0 : 1], 4);
        big(packet, m_sequence[fromClient ? 1 : 0], 4);
        big(packet, 0x5000U | static_cast<std::uint32_t>(flags), 2);
        big(packet, 65535, 2);
        big(packet, 0, 4);
        packet += payload;
        m_sequence[fromClient ? 0 : 1] += static_cast<std::uint32_t>(payload.size());
        little(m_time++);
        little(0);
        little(static_cast<std::uint32_t>(packet.size()));
        little(static_cast<std::uint32_t>(packet.size()));
        m_bytes += packet;
        return *this;
    }

    std::string m_bytes;
    std::uint32_t m_time;
    std::uint32_t m_port = 40000;
    std::uint32_t m_sequence[2] = {1000, 1000};
};

} // namespace telltale::test
