// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_sockets.h"

#include "attribution/call_stack.h"
#include "attribution/package_name.h"
#include "attribution/pirogue_records.h"
#include "attribution/socket_owners.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace telltale::attribution {

namespace {

using simdjson::dom::element;

constexpr std::uint32_t firstNumber = 10'000; // below are Android's own ids (uid_apps.h)
constexpr std::size_t mostApps = 4096;
constexpr std::size_t longestName = 256;
constexpr double latest = 9e12; // milliseconds that fit into a timestamp's nanoseconds
constexpr std::int64_t nanosecondsPerMillisecond = 1'000'000;

/// IPv4 stays IPv4 where a socket of IPv6 holds it; "any" is null.
net::IpAddress readAddress(const element &object, std::string_view name)
{
    const auto address = net::IpAddress::parse(pirogueText(object, name));
    if (!address)
        return {};
    const auto octets = address->bytes();
    const auto isZero = [](std::uint8_t octet) { return octet == 0; };
    if (std::all_of(octets.begin(), octets.end(), isZero))
        return {};
    constexpr std::size_t zeros = 10, prefix = 12;
    const bool mapped = address->isV6() && std::all_of(octets.begin(), octets.begin() + zeros, isZero)
        && octets[zeros] == 0xff && octets[zeros + 1] == 0xff;
    return mapped ? net::IpAddress::v4(octets.subspan(prefix)) : *address;
}

net::Endpoint readEndpoint(const element &data, std::string_view ip, std::string_view port)
{
    std::uint64_t number = 0;
    if (data[port].get(number) != simdjson::SUCCESS || number > 0xffff)
        number = 0;
    return {readAddress(data, ip), static_cast<std::uint16_t>(number)};
}

std::optional<SocketSeen> readSocket(const element &record)
{
    element data;
    double milliseconds = 0;
    if (record["data"].get(data) != simdjson::SUCCESS || record["timestamp"].get(milliseconds) != simdjson::SUCCESS
        || !(milliseconds > 0) || milliseconds > latest)
        return std::nullopt;
    const std::string_view type = pirogueText(data, "socket_type");
    SocketSeen socket;
    socket.source = session::AppSource::pirogue;
    socket.time = {static_cast<std::int64_t>(std::llround(milliseconds)) * nanosecondsPerMillisecond};
    if (type == "udp" || type == "udp6")
        socket.transport = net::Transport::udp;
    else if (type != "tcp" && type != "tcp6")
        return std::nullopt;
    socket.local = readEndpoint(data, "local_ip", "local_port");
    socket.remote = readEndpoint(data, "dest_ip", "dest_port");
    const bool isConnected = !socket.remote.ip.isNull() && socket.remote.port != 0;
    if (!isConnected)
        socket.remote = {};
    if (socket.local.port == 0 || socket.local.ip.isNull() || (!isConnected && socket.transport == net::Transport::tcp))
        return std::nullopt;
    return socket;
}

std::string readFrame(const element &frame)
{
    FrameParts parts{pirogueText(frame, "class"), pirogueText(frame, "method"), pirogueText(frame, "file"), 0, false,
        pirogueText(frame, "str")};
    if (frame["line"].get(parts.line) != simdjson::SUCCESS)
        parts.line = 0;
    if (frame["is_native"].get(parts.isNative) != simdjson::SUCCESS)
        parts.isNative = false;
    return frameText(parts);
}

session::CallStack readStack(const element &record)
{
    session::CallStack stack;
    simdjson::dom::array frames;
    if (record["data"]["stack"].get(frames) != simdjson::SUCCESS)
        return stack;
    for (const element frame : frames) {
        if (stack.size() == mostFrames)
            break;
        if (std::string text = readFrame(frame); !text.empty())
            stack.push_back(std::move(text));
    }
    return stack;
}

std::size_t octetsOf(const session::CallStack &stack)
{
    std::size_t sum = 0;
    for (const std::string &frame : stack)
        sum += sizeof frame + frame.size();
    return sum;
}

class Reader {
public:
    explicit Reader(std::size_t stackOctets)
        : m_stackOctets(stackOctets)
    {
    }

    void take(const element &record)
    {
        const std::string_view process = pirogueText(record, "process");
        const auto socket = readSocket(record);
        if (!socket || process.empty() || process.size() > longestName) {
            ++m_odd;
            return;
        }
        const std::string app(process.substr(0, process.find(':')));
        const auto known = m_numbers.find(app);
        if ((known == m_numbers.end() && m_numbers.size() >= mostApps) || m_sockets.size() >= SocketOwners::kept) {
            ++m_odd;
            return;
        }
        const auto next = firstNumber + static_cast<std::uint32_t>(m_numbers.size());
        m_sockets.push_back(*socket);
        m_sockets.back().uid = m_numbers.try_emplace(app, next).first->second;
        addStack(m_sockets.back(), readStack(record));
        m_first = m_sockets.size() == 1 ? socket->time : std::min(m_first, socket->time);
    }
    void takeNone() { ++m_odd; }

    [[nodiscard]] PirogueSockets result() const
    {
        PirogueSockets sockets;
        sockets.odd = m_odd;
        sockets.withoutStack = m_withoutStack;
        for (const auto &[app, number] : m_numbers) {
            UidPackages told{session::AppSource::pirogue, m_first, number, {}, 0, {}, {}};
            if (isPackageName(app))
                told.packages.push_back(app);
            else
                told.name = app; // "system_server"
            sockets.events.emplace_back(std::move(told));
        }
        sockets.events.insert(sockets.events.end(), m_sockets.begin(), m_sockets.end());
        return sockets;
    }

private:
    void addStack(SocketSeen &socket, session::CallStack stack)
    {
        const std::size_t octets = octetsOf(stack);
        if (octets > m_stackOctets) {
            ++m_withoutStack;
            return;
        }
        m_stackOctets -= octets;
        socket.stack = std::move(stack);
    }

    std::map<std::string, std::uint32_t> m_numbers;
    std::vector<SocketSeen> m_sockets;
    base::Timestamp m_first;
    std::size_t m_odd = 0;
    std::size_t m_stackOctets; ///< that are left
    std::size_t m_withoutStack = 0;
};

} // namespace

PirogueSockets readPirogueSockets(std::string_view text, std::size_t stackOctets)
{
    return readPirogueRecords(text, Reader(stackOctets));
}

} // namespace telltale::attribution
