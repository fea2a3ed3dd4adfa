// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_exchange.h"

#include "dns/dns_names.h"

#include <algorithm>
#include <utility>

namespace telltale::dns {

namespace {

/// Names compare without regard to case, and resolvers vary it on purpose (RFC 4343 § 3).
std::string keyOf(const Message &message)
{
    if (message.questions.empty())
        return {};
    std::string key = message.questions[0].name;
    for (char &c : key)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return key + ' ' + std::to_string(message.questions[0].type);
}

void askedBy(DnsTransaction &transaction, const Message &message)
{
    if (message.questions.empty())
        return;
    transaction.query = message.questions[0].name;
    transaction.qtype = typeName(message.questions[0].type);
}

void answeredBy(DnsTransaction &transaction, const Message &message, base::Origin origin)
{
    transaction.answered = origin;
    transaction.rcode = rcodeName(message.rcode);
    for (const Record &record : message.answers) {
        transaction.answers.push_back(record.data);
        const auto address = record.type == 1 || record.type == 28 ? net::IpAddress::parse(record.data) : std::nullopt;
        if (address)
            transaction.addresses.push_back(*address);
    }
}

} // namespace

std::optional<DnsKind> dnsKindOfPorts(std::uint16_t a, std::uint16_t b)
{
    if (a == 5353 || b == 5353)
        return DnsKind::mdns;
    if (a == 5355 || b == 5355)
        return DnsKind::llmnr;
    if (a == 53 || b == 53)
        return DnsKind::dns;
    return std::nullopt;
}

void DnsExchange::message(base::ByteView bytes, base::Origin origin)
{
    giveUp(origin.time);
    const auto message = parseMessage(bytes);
    if (!message || !message->complete)
        m_listener.dnsAnomaly({"dns.malformed", "A DNS message is cut or damaged."}, origin);
    if (!message)
        return;
    if (message->response)
        response(*message, origin);
    else
        query(*message, origin);
}

void DnsExchange::query(const Message &message, base::Origin origin)
{
    Waiting waiting{message.id, keyOf(message), {}};
    waiting.transaction.kind = m_kind;
    waiting.transaction.asked = origin;
    askedBy(waiting.transaction, message);
    if (m_kind == DnsKind::mdns) {
        m_listener.dnsTransaction(waiting.transaction);
        return;
    }
    m_waiting.push_back(std::move(waiting));
    if (m_waiting.size() > mostWaiting) {
        m_listener.dnsTransaction(m_waiting.front().transaction);
        m_waiting.pop_front();
    }
}

void DnsExchange::response(const Message &message, base::Origin origin)
{
    if (m_kind == DnsKind::mdns)
        return;
    const std::string key = keyOf(message);
    const auto matches = [&](const Waiting &waiting) {
        return waiting.id == message.id && (key.empty() || waiting.key == key);
    };
    bool matched = false;
    for (Waiting &waiting : m_waiting) {
        if (!matches(waiting))
            continue;
        matched = true;
        answeredBy(waiting.transaction, message, origin);
        m_listener.dnsTransaction(waiting.transaction);
    }
    if (matched) {
        std::erase_if(m_waiting, matches);
        return;
    }
    DnsTransaction alone;
    alone.kind = m_kind;
    alone.asked = origin;
    alone.queryCaptured = false;
    askedBy(alone, message);
    answeredBy(alone, message, origin);
    m_listener.dnsTransaction(alone);
}

void DnsExchange::giveUp(base::Timestamp now)
{
    while (!m_waiting.empty() && now.nanoseconds - m_waiting.front().transaction.asked.time.nanoseconds >= patience) {
        m_listener.dnsTransaction(m_waiting.front().transaction);
        m_waiting.pop_front();
    }
}

void DnsExchange::finish()
{
    for (const Waiting &waiting : m_waiting)
        m_listener.dnsTransaction(waiting.transaction);
    m_waiting.clear();
}

} // namespace telltale::dns
