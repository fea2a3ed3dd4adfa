// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/mdns_names.h"

#include "capture/unique_descriptor.h"
#include "dns/dns_message.h"

#include <array>
#include <charconv>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>

namespace telltale::hotspot {

namespace {

constexpr std::uint16_t mdnsPort = 5353;
constexpr std::size_t mostQuestions = 64; // fits one frame
constexpr std::uint16_t ptrType = 12;
constexpr std::uint16_t internetClass = 1;
constexpr std::uint16_t unicastAnswer = 0x8000; // RFC 6762 section 5.4
constexpr std::string_view reverseZone = ".in-addr.arpa";
constexpr std::string_view localZone = ".local";

void put16(base::ByteBuffer &out, std::uint16_t value)
{
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value & 0xff));
}

void putLabel(base::ByteBuffer &out, std::string_view label)
{
    out.push_back(static_cast<std::uint8_t>(label.size()));
    const base::ByteView bytes = base::asBytes(label);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

std::string_view withoutDot(std::string_view name)
{
    if (name.ends_with('.'))
        name.remove_suffix(1);
    return name;
}

/// The address in "2.0.42.10.in-addr.arpa".
std::optional<net::IpAddress> addressOf(std::string_view name)
{
    name = withoutDot(name);
    if (!name.ends_with(reverseZone))
        return std::nullopt;
    name.remove_suffix(reverseZone.size());
    std::string forward;
    while (!name.empty()) {
        const std::size_t dot = name.rfind('.');
        const std::size_t begin = dot == std::string_view::npos ? 0 : dot + 1;
        forward += (forward.empty() ? "" : ".") + std::string(name.substr(begin));
        name = name.substr(0, begin == 0 ? 0 : dot);
    }
    return net::IpAddress::parse(forward);
}

capture::UniqueDescriptor openSocket(const std::string &interface)
{
    capture::UniqueDescriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ip_mreqn out{};
    out.imr_ifindex = static_cast<int>(::if_nametoindex(interface.c_str()));
    const int hops = 1;
    const bool ready = out.imr_ifindex != 0
        && ::setsockopt(socket.get(), IPPROTO_IP, IP_MULTICAST_IF, &out, sizeof out) == 0
        && ::setsockopt(socket.get(), IPPROTO_IP, IP_MULTICAST_TTL, &hops, sizeof hops) == 0
        && ::setsockopt(socket.get(), SOL_SOCKET, SO_BINDTODEVICE, interface.data(), static_cast<socklen_t>(interface.size())) == 0;
    return ready ? std::move(socket) : capture::UniqueDescriptor();
}

} // namespace

base::ByteBuffer mdnsQuestion(const std::vector<net::IpAddress> &addresses)
{
    base::ByteBuffer questions;
    std::uint16_t count = 0;
    for (const net::IpAddress &address : addresses) {
        if (!address.isV4() || count == mostQuestions)
            continue;
        const base::ByteView octets = address.bytes();
        for (std::size_t i = octets.size(); i-- > 0;)
            putLabel(questions, std::to_string(octets[i]));
        putLabel(questions, "in-addr");
        putLabel(questions, "arpa");
        questions.push_back(0);
        put16(questions, ptrType);
        put16(questions, internetClass | unicastAnswer);
        ++count;
    }
    base::ByteBuffer message;
    for (const std::uint16_t field : {std::uint16_t{0}, std::uint16_t{0}, count, std::uint16_t{0}, std::uint16_t{0}, std::uint16_t{0}})
        put16(message, field);
    message.insert(message.end(), questions.begin(), questions.end());
    return message;
}

std::vector<std::pair<net::IpAddress, std::string>> mdnsAnswers(base::ByteView message)
{
    std::vector<std::pair<net::IpAddress, std::string>> names;
    const auto parsed = dns::parseMessage(message);
    if (!parsed || !parsed->response)
        return names;
    for (const dns::Record &record : parsed->answers) {
        const auto address = addressOf(record.name);
        std::string_view name = withoutDot(record.data);
        if (record.type != ptrType || !address || !name.ends_with(localZone))
            continue;
        name.remove_suffix(localZone.size());
        if (!name.empty())
            names.emplace_back(*address, name);
    }
    return names;
}

std::map<net::IpAddress, std::string> askNames(
    const std::string &interface, const std::vector<net::IpAddress> &addresses, std::chrono::milliseconds patience)
{
    std::map<net::IpAddress, std::string> names;
    const capture::UniqueDescriptor socket = openSocket(interface);
    const base::ByteBuffer question = mdnsQuestion(addresses);
    sockaddr_in group{};
    group.sin_family = AF_INET;
    group.sin_port = htons(mdnsPort);
    group.sin_addr.s_addr = htonl(0xE00000FB); // 224.0.0.251
    if (!socket.valid()
        || ::sendto(socket.get(), question.data(), question.size(), 0, reinterpret_cast<const sockaddr *>(&group), sizeof group) < 0)
        return names;
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{socket.get(), POLLIN, 0};
        if (left.count() <= 0 || names.size() >= addresses.size() || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
            return names;
        std::array<std::uint8_t, 9000> octets;
        sockaddr_in from{};
        socklen_t size = sizeof from;
        const ssize_t count = ::recvfrom(socket.get(), octets.data(), octets.size(), 0, reinterpret_cast<sockaddr *>(&from), &size);
        if (count < 0)
            continue;
        const auto sender = net::IpAddress::v4({reinterpret_cast<const std::uint8_t *>(&from.sin_addr), 4});
        for (auto &[address, name] : mdnsAnswers(base::ByteView(octets).first(static_cast<std::size_t>(count)))) {
            if (address == sender) // nobody names another
                names.insert_or_assign(address, std::move(name));
        }
    }
}

} // namespace telltale::hotspot
