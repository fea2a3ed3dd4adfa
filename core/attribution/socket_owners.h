// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"
#include "session/values.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace telltale::attribution {

/// Which connection belongs to which user id, by the sockets a phone was seen to have. A wrong answer is worse than
/// none: ports are used again, and looks at the tables are a moment apart, so a socket counts
/// - surely, where it was seen while the connection's own packets passed;
/// - else, where it was seen shortly before or after, and no other connection with the same ends (for an unconnected
///   socket: the same port of the phone) was near when it was seen first.
/// Where each packet names its owner, a socket counts surely where it shares a moment with the connection, and else
/// not. Two user ids for one connection are no answer. What is answered in the end does not depend on the order in
/// which sockets and connections come. One for each source; belongs to the analyst's thread.
class SocketOwners {
public:
    /// How far the time of a look may be off: the delay of USB or Wi-Fi, and what a look takes.
    static constexpr std::int64_t blur = base::nanosecondsPerSecond / 4;
    /// How long before its first and after its last packet a connection may have its socket.
    static constexpr std::int64_t slack = base::nanosecondsPerSecond;
    /// What is said of a connection whose last packet is so long before the last SocketsThere stays as it is, once
    /// all packets until then are known: no other socket and no other connection comes near it any more.
    static constexpr std::int64_t settledAfter = 2 * slack + 2 * blur;
    /// Sockets remembered; the oldest give way.
    static constexpr std::size_t kept = 500'000;
    /// Of those with the same ends, or of one port.
    static constexpr std::size_t keptInOnePlace = 256;
    /// Octets of different stacks remembered; sockets that come after are known without.
    static constexpr std::size_t keptOfStacks = 32U << 20;

    /// How the times of the sockets were found.
    enum class Times : std::uint8_t {
        ofLooks, ///< somebody looked now and then
        ofPackets, ///< each is that of a packet
    };

    explicit SocketOwners(Times times = Times::ofLooks)
        : m_times(times)
    {
    }

    void add(const SocketSeen &socket);
    void add(const SocketGone &gone);
    void add(const SocketsThere &there);
    /// May come again with what is known since.
    void add(const session::Connection &connection);

    /// The user id; nothing where none is sure.
    [[nodiscard]] std::optional<std::uint32_t> ownerOf(session::ConnectionId id) const;

    /// The stack its socket was first seen with, of those of its owner; null where none was told.
    [[nodiscard]] std::shared_ptr<const session::CallStack> stackOf(session::ConnectionId id) const;

    /// Connections whose owner or stack may be another one since the last call.
    std::set<session::ConnectionId> takeTouched();

    /// Sockets were forgotten: the limit was reached.
    [[nodiscard]] bool full() const { return m_forgotten > 0; }

private:
    /// A socket from when it was seen first to when it was seen last.
    struct Run {
        std::uint64_t number = 0; ///< in the order they came
        base::Timestamp from;
        base::Timestamp to;
        std::uint32_t uid = 0;
        bool open = true;
        net::IpAddress local; ///< null: any of the phone's; of unconnected sockets
        std::shared_ptr<const session::CallStack> stack = nullptr;
        base::Timestamp stackTime = {}; ///< when it was seen with that
    };
    using Runs = std::vector<Run>;
    struct Known {
        base::TimeSpan span; ///< of its packets
        net::FlowKey flow;
        net::Endpoint originator;
        net::Endpoint responder;
    };
    enum class Meets : std::uint8_t { no, nearly, surely };
    struct Place {
        std::optional<net::FlowKey> flow; ///< none: an unconnected socket
        std::uint16_t port = 0;
        std::uint64_t number = 0;
    };

    struct ByFrames {
        using is_transparent = void;
        using Shared = std::shared_ptr<const session::CallStack>;
        bool operator()(const Shared &a, const Shared &b) const { return *a < *b; }
        bool operator()(const session::CallStack &a, const Shared &b) const { return a < *b; }
        bool operator()(const Shared &a, const session::CallStack &b) const { return *a < b; }
    };

    static Place placeOf(const SocketSeen &socket);
    Runs *runsAt(const Place &place);
    Run *openRun(const SocketSeen &socket);
    void touch(const Place &place);
    void forgetOldest();
    void addStack(Run &run, const SocketSeen &socket);
    [[nodiscard]] Meets meeting(const Run &run, const base::TimeSpan &span) const;
    [[nodiscard]] bool rivals(
        const Run &run, session::ConnectionId id, const std::set<session::ConnectionId> &near) const;
    struct Answers {
        std::set<std::uint32_t> sure;
        std::set<std::uint32_t> likely;
        std::vector<const Run *> runs;
        [[nodiscard]] std::optional<std::uint32_t> owner() const;
    };
    /// @param near  connections with the same ends, or the same port
    void judge(const Run &run, session::ConnectionId id, const Known &known,
        const std::set<session::ConnectionId> &near, Answers &answers) const;
    [[nodiscard]] Answers answersFor(session::ConnectionId id) const;
    void judgePort(std::uint16_t port, session::ConnectionId id, const Known &known, Answers &answers) const;

    Times m_times;
    std::unordered_map<net::FlowKey, Runs> m_flows;
    std::map<std::uint16_t, Runs> m_ports; ///< unconnected UDP sockets
    std::set<net::IpAddress> m_phone; ///< addresses the phone was seen to use
    std::map<session::ConnectionId, Known> m_connections;
    std::unordered_map<net::FlowKey, std::set<session::ConnectionId>> m_ofFlow;
    std::map<std::uint16_t, std::set<session::ConnectionId>> m_ofPort; ///< UDP, by either port
    std::set<session::ConnectionId> m_touched;
    std::map<std::uint64_t, Place> m_open; ///< runs that are not gone
    std::deque<Place> m_order; ///< all of them, the oldest in front
    std::set<std::shared_ptr<const session::CallStack>, ByFrames> m_stacks; ///< each once
    std::size_t m_stackOctets = 0;
    std::uint64_t m_numbers = 0;
    std::uint64_t m_forgotten = 0;
};

} // namespace telltale::attribution
