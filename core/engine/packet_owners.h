// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "capture/packet_source.h"
#include "net/transport_packet.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace telltale::engine {

/// The app that PCAPdroid names with each packet, by a trailer or a comment, told as the sockets of a phone are: from
/// the first to the last packet of one user id between the same ends. Sockets of one connection that have two owners
/// are no answer (attribution/socket_owners.h); a packet of unknown owner takes nothing back.
/// What was told in the end does not depend on how often take() is called. Belongs to the reader's thread.
class PacketOwners {
public:
    /// Who sent or was to get this packet; nothing where the capture does not say. Looks at trailers and comments,
    /// and learns the labels that trailers carry.
    std::optional<std::int32_t> ownerOf(const capture::Packet &packet);

    /// PCAPdroid writes frames that would not fit with their trailer bare, though the file says Ethernet. True for
    /// such a packet; known once another one had a trailer.
    [[nodiscard]] bool isBare(const capture::Packet &packet) const;

    /// That packet was decoded. A negative id: PCAPdroid does not know the owner.
    void saw(const net::TransportPacket &packet, base::Timestamp time, std::int32_t uid);
    /// Packages are added; the first name stays.
    void add(const capture::AppIdentity &app, base::Timestamp time);

    /// What is new since the last call.
    std::vector<attribution::PhoneEvent> take();

private:
    static constexpr std::size_t mostFlows = 65'536; ///< followed at a time
    static constexpr std::size_t mostApps = 4096;
    static constexpr std::size_t mostPackages = 16; ///< of one user id

    struct Owned {
        attribution::SocketSeen first;
        base::Timestamp last;
        bool isNew = true; ///< since the last take()
    };

    void tell(const Owned &owned);
    void close(const Owned &owned);
    void closeAll();

    std::unordered_map<net::FlowKey, Owned> m_flows;
    std::map<std::uint32_t, attribution::UidPackages> m_apps;
    std::set<std::uint32_t> m_newApps; ///< since the last take()
    std::vector<net::FlowKey> m_changed;
    std::vector<attribution::PhoneEvent> m_events;
    bool m_hasTrailers = false;
};

} // namespace telltale::engine
