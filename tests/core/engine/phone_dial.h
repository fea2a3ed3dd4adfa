// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/unique_descriptor.h"
#include "engine/arrived_captures.h"
#include "engine/phone_door.h"
#include "engine/socket_address.h"
#include "support/capture_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

/// A phone on this computer, for tests of what it dials.
namespace telltale::test {

inline net::Endpoint localhost(std::uint16_t port = 0, const char *ip = "127.0.0.1")
{
    return {*net::IpAddress::parse(ip), port};
}

/// A socket connected to @p to, from an address of this computer.
inline capture::UniqueDescriptor dial(const net::Endpoint &to, int type, const char *from = "127.0.0.1")
{
    engine::SocketAddress mine(localhost(0, from)), other(to);
    capture::UniqueDescriptor phone(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::bind(phone.get(), mine.raw(), *mine.length()), 0);
    EXPECT_EQ(::connect(phone.get(), other.raw(), *other.length()), 0);
    return phone;
}

inline void send(const capture::UniqueDescriptor &phone, std::string_view octets)
{
    EXPECT_EQ(::send(phone.get(), octets.data(), octets.size(), MSG_NOSIGNAL), static_cast<ssize_t>(octets.size()));
}

/// Six packets.
inline std::string conversation()
{
    return CaptureText()
        .open()
        .client("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
        .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        .close()
        .bytes();
}

/// Numbers of packets, names of anomalies, "drops:N", "end": until @p wanted of them are there.
template <typename Next>
std::vector<std::string> words(std::size_t wanted, Next next)
{
    std::vector<std::string> out;
    while (out.size() < wanted) {
        const capture::SourceEvent event = next();
        if (const auto *packet = std::get_if<capture::Packet>(&event))
            out.push_back(std::to_string(packet->origin.packet));
        else if (const auto *anomaly = std::get_if<base::Anomaly>(&event))
            out.push_back(anomaly->id);
        else if (const auto *drops = std::get_if<capture::DropCount>(&event))
            out.push_back("drops:" + std::to_string(drops->dropped));
        else if (std::holds_alternative<capture::EndOfInput>(event))
            out.emplace_back("end");
    }
    return out;
}

/// The same of what comes through a door.
inline std::vector<std::string> words(std::size_t wanted, engine::PhoneDoor &door, engine::ArrivedCaptures &captures)
{
    return words(wanted, [&]() -> capture::SourceEvent {
        for (;;) {
            if (auto event = captures.next())
                return std::move(*event);
            (void)door.receive(captures);
        }
    });
}

} // namespace telltale::test
