// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/packet_owners.h"

#include "capture/pcapdroid_trailer.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace telltale::engine {

namespace {

constexpr auto source = session::AppSource::pcapdroid;
constexpr std::size_t addressesOfEthernet = 12;

/// "u-10123".
std::optional<std::int32_t> uidOfComment(std::string_view comment)
{
    constexpr std::string_view mark = "u-";
    if (!comment.starts_with(mark))
        return std::nullopt;
    comment.remove_prefix(mark.size());
    std::int32_t uid = 0;
    const auto [end, error] = std::from_chars(comment.begin(), comment.end(), uid);
    return error == std::errc() && end == comment.end() ? std::optional(uid) : std::nullopt;
}

} // namespace

std::optional<std::int32_t> PacketOwners::ownerOf(const capture::Packet &packet)
{
    for (const std::string &comment : packet.comments) {
        if (const auto uid = uidOfComment(comment))
            return uid;
    }
    if (packet.linkType != net::LinkType::ethernet)
        return std::nullopt;
    const auto app = capture::pcapdroidTrailer(packet.bytes);
    if (!app)
        return std::nullopt;
    m_hasTrailers = true;
    add(*app, packet.origin.time);
    return app->uid;
}

bool PacketOwners::isBare(const capture::Packet &packet) const
{
    if (!m_hasTrailers || packet.linkType != net::LinkType::ethernet || packet.bytes.size() < addressesOfEthernet)
        return false;
    const int version = packet.bytes[0] >> 4; // the invented addresses of Ethernet are all zero
    return version == 4 || version == 6;
}

void PacketOwners::saw(const net::TransportPacket &packet, base::Timestamp time, std::int32_t uid)
{
    const auto key = net::FlowKey::of(packet.source, packet.destination, packet.transport);
    const auto known = m_flows.find(key);
    if (known != m_flows.end() && uid >= 0 && known->second.first.uid == static_cast<std::uint32_t>(uid)) {
        Owned &owned = known->second;
        owned.first.time = std::min(owned.first.time, time);
        owned.last = std::max(owned.last, time);
        if (!std::exchange(owned.isNew, true))
            m_changed.push_back(key);
        return;
    }
    if (known != m_flows.end()) {
        close(known->second);
        m_flows.erase(known);
    }
    if (uid < 0)
        return;
    if (m_flows.size() >= mostFlows)
        closeAll();
    const attribution::SocketSeen socket{
        source, time, packet.transport, packet.source, packet.destination, static_cast<std::uint32_t>(uid)};
    m_flows.emplace(key, Owned{socket, time, true});
    m_changed.push_back(key);
}

void PacketOwners::add(const capture::AppIdentity &app, base::Timestamp time)
{
    if (app.uid < 0)
        return;
    const auto uid = static_cast<std::uint32_t>(app.uid);
    if (m_apps.size() >= mostApps && !m_apps.contains(uid))
        return;
    const auto [place, isNew] = m_apps.try_emplace(uid, attribution::UidPackages{source, time, uid, {}, 0, {}, {}});
    attribution::UidPackages &known = place->second;
    bool changed = isNew;
    if (known.name.empty() && !app.label.empty()) {
        known.name = app.label;
        changed = true;
    }
    auto &packages = known.packages;
    const auto at = std::lower_bound(packages.begin(), packages.end(), app.package);
    if (!app.package.empty() && packages.size() < mostPackages && (at == packages.end() || *at != app.package)) {
        packages.insert(at, app.package);
        changed = true;
    }
    if (changed)
        m_newApps.insert(uid);
}

/// The first and the last packet: in between the socket was there.
void PacketOwners::tell(const Owned &owned)
{
    m_events.emplace_back(owned.first);
    if (owned.last == owned.first.time)
        return;
    attribution::SocketSeen last = owned.first;
    last.time = owned.last;
    m_events.emplace_back(std::move(last));
}

void PacketOwners::close(const Owned &owned)
{
    tell(owned);
    attribution::SocketGone gone{owned.first};
    gone.socket.time = owned.last;
    m_events.emplace_back(std::move(gone));
}

void PacketOwners::closeAll()
{
    for (const auto &[key, owned] : m_flows)
        close(owned);
    m_flows.clear();
    m_changed.clear();
}

std::vector<attribution::PhoneEvent> PacketOwners::take()
{
    for (const net::FlowKey &key : std::exchange(m_changed, {})) {
        const auto found = m_flows.find(key); // a key whose flow was closed and begun again stands here twice
        if (found != m_flows.end() && std::exchange(found->second.isNew, false))
            tell(found->second);
    }
    for (const std::uint32_t uid : std::exchange(m_newApps, {}))
        m_events.emplace_back(m_apps.at(uid));
    return std::exchange(m_events, {});
}

} // namespace telltale::engine
