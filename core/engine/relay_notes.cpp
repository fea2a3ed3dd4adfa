// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/relay_notes.h"

namespace telltale::engine {

namespace {

/// Clocks of the packets and of the relay are one, but a note is written after its packets.
constexpr std::int64_t slack = base::nanosecondsPerSecond;

} // namespace

session::Reason reasonOf(const intercept::RelayEvent &event)
{
    if (event.kind == intercept::RelayEventKind::clientRejectedCertificate)
        return session::Reason::clientRejectedCertificate;
    if (event.kind != intercept::RelayEventKind::passedThrough)
        return session::Reason::none;
    if (event.reason == "pinned")
        return session::Reason::pinned;
    return event.reason == "ech" ? session::Reason::ech : session::Reason::relayBypassed;
}

std::optional<session::ConnectionId> RelayNotes::add(const intercept::RelayEvent &event)
{
    m_active = true;
    const Ends ends{event.station, event.destination};
    const bool ofConnections = event.kind != intercept::RelayEventKind::listening
        && event.kind != intercept::RelayEventKind::linesLost;
    if (ofConnections) {
        if (m_notes.insert_or_assign(ends, Note{event.time, reasonOf(event)}).second)
            m_order.push_back(ends);
        if (m_order.size() > kept) {
            m_notes.erase(m_order.front());
            m_order.pop_front();
        }
    }
    const auto known = m_connections.find(ends);
    return known == m_connections.end() ? std::nullopt : std::optional(known->second);
}

bool RelayNotes::apply(session::Connection &connection)
{
    if (!m_active)
        return false;
    const Ends ends{connection.originator, connection.responder};
    if (m_connections.insert_or_assign(ends, connection.id).second)
        m_connectionOrder.push_back(ends);
    if (m_connectionOrder.size() > kept) {
        m_connections.erase(m_connectionOrder.front());
        m_connectionOrder.pop_front();
    }
    if (connection.security == session::Security::none)
        return false;
    const auto note = m_notes.find(ends);
    if (note == m_notes.end() || note->second.time.nanoseconds + slack < connection.time.nanoseconds)
        return applySilence(connection);
    if (note->second.reason == session::Reason::none) {
        // It went through the relay: if there are no keys, they were lost.
        if (connection.reason != session::Reason::relayBypassed)
            return false;
        connection.reason = session::Reason::noKey;
        return true;
    }
    const bool changed =
        connection.reason != note->second.reason || connection.decryption != session::Decryption::none;
    connection.reason = note->second.reason;
    connection.decryption = session::Decryption::none;
    return changed;
}

/// A connection without keys that the relay knows nothing of was not sent to it: it was there before the
/// redirection was, or the kernel took it for one that was. After the end of the interception there was nothing to go
/// past.
bool RelayNotes::applySilence(session::Connection &connection) const
{
    if (!connection.closed || connection.transport != net::Transport::tcp)
        return false;
    const bool past = !m_ended || connection.time <= *m_ended;
    const session::Reason reason = past ? session::Reason::relayBypassed : session::Reason::noKey;
    const session::Reason other = past ? session::Reason::noKey : session::Reason::relayBypassed;
    if (connection.reason != other)
        return false;
    connection.reason = reason;
    return true;
}

} // namespace telltale::engine
