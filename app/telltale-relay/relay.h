// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/certificate_authority.h"
#include "intercept/leaf_certificates.h"
#include "intercept/phone_tls.h"
#include "intercept/rejection_memory.h"
#include "intercept/relay_event.h"
#include "intercept/relay_limits.h"
#include "intercept/server_tls.h"
#include "lane.h"
#include "line_outlet.h"
#include "octet_queue.h"
#include "options.h"

#include <array>
#include <asio/dispatch.hpp>
#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace telltale::relaying {

base::Timestamp now();

/// What all connections share. Belongs to the thread that runs the context, which begins every connection; the
/// copying is then left to the lanes. Outlives every connection.
class Relay {
public:
    static base::Result<std::unique_ptr<Relay>> begin(
        const Options &options, intercept::CertificateAuthority authority);
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    const Options &options; ///< of main, lives longer
    intercept::CertificateAuthority authority;
    BufferPool pool;
    std::array<std::uint8_t, intercept::RelayLimits::chunk> scratch{}; ///< between a read and the next
    asio::io_context context;
    LineOutlet keys;
    LineOutlet events;
    intercept::ServerTls serverTls;
    std::optional<intercept::PhoneTls> phoneTls; ///< always there after begin()
    std::optional<intercept::LeafCertificates> leaves; ///< always there after begin()
    intercept::RejectionMemory rejections;
    std::vector<SocketAddress> ownAddresses; ///< where this program listens
    std::vector<std::unique_ptr<Lane>> lanes; ///< last: what they still hold leads to the context

    /// Before confine(), and after the rights were given up: threads that run already would keep theirs.
    base::Status startLanes();
    /// The one with the fewest connections.
    Lane &freestLane();

    /// Tells of lines that were dropped, as far as there is room to tell it.
    void tellLosses();
    void report(const intercept::RelayEvent &event) { events.write(intercept::formatRelayEvent(event)); }
    [[nodiscard]] bool isOwn(const SocketAddress &address) const;

private:
    void tellLossesSoon();
    Relay(const Options &given, intercept::CertificateAuthority own, intercept::ServerTls servers);

    asio::steady_timer m_lossTimer;
    bool m_lossTimed = false;
};

/// How many connections a listener has open. Connections may outlive their listener.
struct Gate {
    std::size_t open = 0;
    std::function<void()> freed; ///< called when one has gone; empty when nobody waits
};

/// One connection's place, for as long as it lives. Any thread may end it.
class Counted {
public:
    /// @p context of the thread that the gate belongs to.
    Counted(asio::io_context &context, std::shared_ptr<Gate> gate)
        : m_context(context)
        , m_gate(std::move(gate))
    {
        ++m_gate->open;
    }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;
    ~Counted()
    {
        asio::dispatch(m_context, [gate = std::move(m_gate)] {
            --gate->open;
            if (const auto freed = std::exchange(gate->freed, nullptr))
                freed();
        });
    }

private:
    asio::io_context &m_context;
    std::shared_ptr<Gate> m_gate;
};

} // namespace telltale::relaying
