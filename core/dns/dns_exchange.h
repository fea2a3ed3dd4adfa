// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/bytes.h"
#include "base/origin.h"
#include "dns/dns_message.h"
#include "net/address.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace telltale::dns {

enum class DnsKind : std::uint8_t {
    dns, ///< a resolver was asked
    mdns, ///< the local network was asked, RFC 6762
    llmnr, ///< likewise, RFC 4795
};

/// By the ports of the conversation: 53, 5353 or 5355 on either side; nothing for other ports.
std::optional<DnsKind> dnsKindOfPorts(std::uint16_t a, std::uint16_t b);

/// One question that was sent, with its answer as far as one was captured.
struct DnsTransaction {
    DnsKind kind = DnsKind::dns;
    base::Origin asked; ///< packet of the query; of the response where no query was captured
    std::optional<base::Origin> answered;
    bool queryCaptured = true; ///< false: only the response is known
    std::string query; ///< name of the first question, presentation form; empty without one
    std::string qtype; ///< "A"; empty without a question
    std::string rcode; ///< "NOERROR"; empty without an answer
    std::vector<std::string> answers; ///< data of the answer section, presentation form
    std::vector<net::IpAddress> addresses; ///< those of them that are addresses
};

class DnsListener {
public:
    virtual ~DnsListener() = default;
    /// In the order in which they are settled; an answered one may overtake an earlier one.
    virtual void dnsTransaction(const DnsTransaction &transaction) = 0;
    virtual void dnsAnomaly(const base::Anomaly &anomaly, base::Origin origin) = 0;
};

/// Pairs the queries and responses of one conversation (one pair of endpoints) by id and name,
/// RFC 5452 § 9.1. Every query is reported once, also a retransmitted one: when its response came
/// (which answers all that wait under the same id and name), after `patience` of packet time, or at
/// the end. At most `mostWaiting` wait; the oldest is then reported unanswered.
/// mDNS answers go to everybody, so mDNS queries are reported at once, and responses not at all.
class DnsExchange {
public:
    static constexpr std::int64_t patience = 30 * base::nanosecondsPerSecond;
    static constexpr std::size_t mostWaiting = 1000;

    /// The listener outlives this.
    DnsExchange(DnsKind kind, DnsListener &listener)
        : m_kind(kind)
        , m_listener(listener)
    {
    }

    /// One whole message, of whichever side. Damaged ones give dns.malformed, and what was readable.
    void message(base::ByteView bytes, base::Origin origin);
    /// Reports what still waits.
    void finish();

private:
    struct Waiting {
        std::uint16_t id = 0;
        std::string key; ///< name in lower case, and type
        DnsTransaction transaction;
    };

    void query(const Message &message, base::Origin origin);
    void response(const Message &message, base::Origin origin);
    void giveUp(base::Timestamp now);

    DnsKind m_kind;
    DnsListener &m_listener;
    std::deque<Waiting> m_waiting; ///< oldest first
};

} // namespace telltale::dns
