// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_stream_source.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace telltale::engine {

namespace {

constexpr int patienceMilliseconds = 20;
constexpr std::size_t longestDatagram = 65'535;
constexpr int receiveBuffer = 4 << 20; // the exporter sends half a megabyte at a time

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] sockaddr *raw() { return reinterpret_cast<sockaddr *>(&storage); }
};

SocketAddress addressOf(const net::Endpoint &endpoint)
{
    SocketAddress address;
    const auto octets = endpoint.ip.bytes();
    if (endpoint.ip.isV6()) {
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(endpoint.port);
        std::memcpy(&six.sin6_addr, octets.data(), octets.size());
        std::memcpy(&address.storage, &six, sizeof six);
        address.length = sizeof six;
        return address;
    }
    sockaddr_in four{}; // null: any address of this computer
    four.sin_family = AF_INET;
    four.sin_port = htons(endpoint.port);
    if (!octets.empty())
        std::memcpy(&four.sin_addr, octets.data(), octets.size());
    std::memcpy(&address.storage, &four, sizeof four);
    address.length = sizeof four;
    return address;
}

std::uint16_t portOf(int descriptor)
{
    SocketAddress address;
    address.length = sizeof address.storage;
    if (::getsockname(descriptor, address.raw(), &address.length) != 0)
        return 0;
    sockaddr_in four{}; // the port of IPv6 stands at the same place
    std::memcpy(&four, &address.storage, sizeof four);
    return ntohs(four.sin_port);
}

bool isReady(int descriptor, int patience)
{
    pollfd waiting{descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, patience) > 0;
}

} // namespace

/// Takes what has arrived out of where it arrives.
class PhoneStreamSource::ArrivedOctets final : public capture::ByteSource {
public:
    explicit ArrivedOctets(std::shared_ptr<Arrived> arrived)
        : m_arrived(std::move(arrived))
    {
    }

    Read read(std::span<std::uint8_t> into) override
    {
        base::ByteBuffer &octets = m_arrived->octets;
        if (octets.empty())
            return {m_arrived->ended ? Read::State::end : Read::State::nothingYet, 0, {}};
        const std::size_t count = std::min(into.size(), octets.size());
        std::copy_n(octets.begin(), count, into.begin());
        octets.erase(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(count));
        return {Read::State::octets, count, {}};
    }
    [[nodiscard]] std::uint64_t position() const override { return 0; }
    [[nodiscard]] std::uint64_t size() const override { return 0; }

private:
    std::shared_ptr<Arrived> m_arrived;
};

base::Result<std::unique_ptr<PhoneStreamSource>> PhoneStreamSource::start(
    const PcapdroidInput &input, const base::Limits &limits)
{
    const bool udp = input.sink == PcapdroidInput::Sink::udp;
    const int family = input.listen.ip.isV6() ? AF_INET6 : AF_INET;
    capture::UniqueDescriptor socket(
        ::socket(family, (udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    if (udp)
        ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    else
        ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    SocketAddress address = addressOf(input.listen);
    if (!socket.valid() || ::bind(socket.get(), address.raw(), address.length) != 0
        || (!udp && ::listen(socket.get(), 4) != 0)) {
        const std::string where =
            input.listen.ip.isNull() ? "port " + std::to_string(input.listen.port) : input.listen.text();
        return base::Error{base::ErrorKind::privilege,
            std::string("Nobody can listen at ") + (udp ? "UDP " : "TCP ") + where + ": " + std::strerror(errno) + ".",
            "Give an address of this computer and a port that is free, and the same in PCAPdroid."};
    }
    const std::uint16_t port = portOf(socket.get());
    return std::unique_ptr<PhoneStreamSource>(new PhoneStreamSource(input.sink, std::move(socket), port, limits));
}

PhoneStreamSource::PhoneStreamSource(
    PcapdroidInput::Sink sink, capture::UniqueDescriptor socket, std::uint16_t port, const base::Limits &limits)
    : m_sink(sink)
    , m_socket(std::move(socket))
    , m_port(port)
    , m_limits(limits)
    , m_buffer(longestDatagram)
{
}

void PhoneStreamSource::endCurrent()
{
    if (!m_arrived.empty())
        m_arrived.back()->ended = true;
}

void PhoneStreamSource::begin()
{
    endCurrent();
    m_arrived.push_back(std::make_shared<Arrived>());
}

void PhoneStreamSource::append(base::ByteView octets)
{
    m_position += octets.size();
    base::ByteBuffer &all = m_arrived.back()->octets;
    all.insert(all.end(), octets.begin(), octets.end());
}

bool PhoneStreamSource::receiveDatagram()
{
    if (!isReady(m_socket.get(), patienceMilliseconds))
        return false;
    const ssize_t count = ::recv(m_socket.get(), m_buffer.data(), m_buffer.size(), 0);
    if (count < 0)
        return false;
    const auto piece = m_datagrams.take(base::ByteView(m_buffer).first(static_cast<std::size_t>(count)));
    if (piece.begins)
        begin();
    if (!piece.octets.empty())
        append(piece.octets);
    return true;
}

/// A phone that dials again has lost its earlier connection.
bool PhoneStreamSource::acceptPhone()
{
    const int accepted = ::accept4(m_socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted < 0)
        return false;
    m_phone = capture::UniqueDescriptor(accepted);
    begin();
    return true;
}

bool PhoneStreamSource::receiveStream()
{
    const ssize_t count = ::recv(m_phone.get(), m_buffer.data(), m_buffer.size(), 0);
    if (count > 0) {
        append(base::ByteView(m_buffer).first(static_cast<std::size_t>(count)));
        return true;
    }
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    m_phone.reset();
    endCurrent();
    return true;
}

bool PhoneStreamSource::receive()
{
    if (m_sink == PcapdroidInput::Sink::udp)
        return receiveDatagram();
    std::array<pollfd, 2> waiting{pollfd{m_socket.get(), POLLIN, 0}, pollfd{m_phone.get(), POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), patienceMilliseconds) <= 0)
        return false;
    // What the phone sent before it dialled again comes first.
    if (waiting[1].revents != 0)
        return receiveStream();
    return acceptPhone();
}

capture::SourceEvent PhoneStreamSource::finish(const capture::EndOfInput &end)
{
    m_records.reset();
    if (m_arrived.size() == 1) { // what comes behind damage has no beginning: one is invented, or the phone dials again
        m_phone.reset();
        m_datagrams = {};
    }
    m_arrived.pop_front();
    if (end.complete || m_stop)
        return capture::NothingYet{};
    return base::Anomaly{"capture.stream_cut", end.problem};
}

capture::SourceEvent PhoneStreamSource::next()
{
    for (;;) {
        if (!m_records && !m_arrived.empty() && (!m_arrived.front()->octets.empty() || m_arrived.front()->ended)) {
            if (m_arrived.front()->octets.empty()) {
                m_arrived.pop_front(); // dialled and hung up
                continue;
            }
            m_records = std::make_unique<capture::RecordSource>(
                std::make_unique<ArrivedOctets>(m_arrived.front()), "The phone's capture", m_limits);
        }
        if (m_records) {
            capture::SourceEvent event = m_records->next();
            if (auto *packet = std::get_if<capture::Packet>(&event))
                packet->origin.packet = ++m_packets;
            if (const auto *end = std::get_if<capture::EndOfInput>(&event))
                return finish(capture::EndOfInput(*end));
            if (!std::holds_alternative<capture::NothingYet>(event))
                return event;
        }
        if (m_stop) {
            endCurrent();
            if (m_arrived.empty())
                return capture::EndOfInput{};
        } else if (!receive()) {
            return capture::NothingYet{};
        }
    }
}

} // namespace telltale::engine
