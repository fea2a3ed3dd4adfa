// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_stream.h"

#include <algorithm>

namespace telltale::dns {

namespace {

constexpr std::size_t prefix = 2;

/// Octets of the prefix and the message it announces; the prefix must be there.
std::size_t wholeSize(base::ByteView bytes)
{
    return prefix + (static_cast<std::size_t>(bytes[0]) << 8 | bytes[1]);
}

} // namespace

void DnsStream::data(base::Side side, base::ByteView bytes, base::Origin origin)
{
    Direction &direction = m_directions[base::index(side)];
    while (!bytes.empty() && !direction.lost)
        take(direction, side, bytes, origin);
}

/// Takes from the front what belongs to the current message; whole messages pass without a copy.
void DnsStream::take(Direction &direction, base::Side side, base::ByteView &bytes, base::Origin origin)
{
    if (direction.skip > 0) {
        const std::size_t skipped = std::min(direction.skip, bytes.size());
        direction.skip -= skipped;
        bytes = bytes.subspan(skipped);
        return;
    }
    base::ByteBuffer &waiting = direction.waiting;
    if (waiting.empty() && bytes.size() >= prefix && bytes.size() >= wholeSize(bytes)) {
        const std::size_t whole = wholeSize(bytes);
        m_listener.dnsMessage(side, bytes.subspan(prefix, whole - prefix), origin);
        bytes = bytes.subspan(whole);
        return;
    }
    const std::size_t wanted = waiting.size() < prefix ? prefix : wholeSize(waiting);
    const std::size_t taken = std::min(wanted - waiting.size(), bytes.size());
    waiting.insert(waiting.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    bytes = bytes.subspan(taken);
    if (waiting.size() >= prefix && waiting.size() == wholeSize(waiting)) {
        m_listener.dnsMessage(side, base::ByteView(waiting).subspan(prefix), origin);
        waiting.clear();
    }
}

void DnsStream::gap(base::Side side, std::uint64_t size, base::Origin origin)
{
    Direction &direction = m_directions[base::index(side)];
    if (direction.lost)
        return;
    if (direction.waiting.size() >= prefix) {
        direction.skip = wholeSize(direction.waiting) - direction.waiting.size();
        direction.waiting.clear();
    }
    if (size > 0 && size <= direction.skip) {
        direction.skip -= static_cast<std::size_t>(size);
        m_listener.dnsAnomaly({"dns.message_lost", "Bytes of a DNS message were never captured."}, origin);
        return;
    }
    direction.lost = true;
    direction.waiting.clear();
    m_listener.dnsAnomaly({"dns.stream_lost", "After missing bytes the next message cannot be found."}, origin);
}

void DnsStream::end(base::Side side, reassembly::StreamEnd, base::Origin origin)
{
    Direction &direction = m_directions[base::index(side)];
    if (!direction.waiting.empty())
        m_listener.dnsAnomaly({"dns.stream_cut", "The connection ended within a DNS message."}, origin);
    direction.waiting.clear();
    direction.lost = true;
}

} // namespace telltale::dns
