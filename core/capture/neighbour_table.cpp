// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/neighbour_table.h"

#include "capture/unique_descriptor.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace telltale::capture {

namespace {

template <typename Header>
bool readHeader(base::ByteView bytes, Header &header)
{
    if (bytes.size() < sizeof header)
        return false;
    std::memcpy(&header, bytes.data(), sizeof header);
    return true;
}

std::string macText(base::ByteView mac)
{
    std::array<char, 18> text{};
    std::snprintf(
        text.data(), text.size(), "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
    return text.data();
}

void readAttributes(base::ByteView attributes, Station &station)
{
    rtattr header{};
    while (readHeader(attributes, header) && header.rta_len >= sizeof header && header.rta_len <= attributes.size()) {
        const base::ByteView value = attributes.subspan(sizeof header, header.rta_len - sizeof header);
        if (header.rta_type == NDA_DST)
            station.ip = value.size() == 4 ? net::IpAddress::v4(value) : net::IpAddress::v6(value);
        else if (header.rta_type == NDA_LLADDR && value.size() == 6)
            station.mac = macText(value);
        attributes = attributes.subspan(std::min<std::size_t>(attributes.size(), RTA_ALIGN(header.rta_len)));
    }
}

bool isMulticast(const net::IpAddress &ip)
{
    return ip.isV6() ? ip.bytes()[0] == 0xFF : ip.isV4() && ip.bytes()[0] >= 224;
}

bool sendRequest(int socket)
{
    struct {
        nlmsghdr header;
        ndmsg body;
    } request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = RTM_GETNEIGH;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.body.ndm_family = AF_UNSPEC;
    return ::send(socket, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request);
}

} // namespace

std::vector<Neighbour> parseNeighbours(base::ByteView netlinkMessages, bool &done)
{
    std::vector<Neighbour> neighbours;
    nlmsghdr header{};
    while (!netlinkMessages.empty()) {
        const bool understood = readHeader(netlinkMessages, header) && header.nlmsg_len >= sizeof header
            && header.nlmsg_len <= netlinkMessages.size() && header.nlmsg_type != NLMSG_ERROR;
        if (!understood || header.nlmsg_type == NLMSG_DONE) {
            done = true;
            break;
        }
        const base::ByteView message = netlinkMessages.subspan(sizeof header, header.nlmsg_len - sizeof header);
        ndmsg body{};
        constexpr int unresolved = NUD_INCOMPLETE | NUD_FAILED | NUD_NOARP;
        if (header.nlmsg_type == RTM_NEWNEIGH && readHeader(message, body) && (body.ndm_state & unresolved) == 0) {
            Station station;
            station.reachable = (body.ndm_state & NUD_REACHABLE) != 0;
            readAttributes(message.subspan(sizeof body), station);
            if (!station.ip.isNull() && !station.mac.empty() && !isMulticast(station.ip))
                neighbours.emplace_back(body.ndm_ifindex, std::move(station));
        }
        netlinkMessages =
            netlinkMessages.subspan(std::min<std::size_t>(netlinkMessages.size(), NLMSG_ALIGN(header.nlmsg_len)));
    }
    return neighbours;
}

std::vector<Neighbour> readNeighbours()
{
    std::vector<Neighbour> neighbours;
    const UniqueDescriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
    const timeval patience{1, 0};
    if (!socket.valid() || ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0
        || !sendRequest(socket.get()))
        return neighbours;
    base::ByteBuffer buffer(64U << 10);
    for (bool done = false; !done;) {
        const ssize_t count = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        if (count <= 0)
            break;
        auto some = parseNeighbours(base::ByteView(buffer).first(static_cast<std::size_t>(count)), done);
        neighbours.insert(neighbours.end(), some.begin(), some.end());
    }
    return neighbours;
}

} // namespace telltale::capture
