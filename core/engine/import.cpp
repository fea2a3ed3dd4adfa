// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/import.h"

#include "capture/imported_exchange.h"
#include "decode/content_coding.h"
#include "session/header_block.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace telltale::engine {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

session::HttpVersion versionOf(const std::string &text)
{
    const std::string version = lower(text);
    if (version == "http/1.1")
        return session::HttpVersion::http11;
    if (version == "http/1.0")
        return session::HttpVersion::http10;
    if (version == "h2" || version == "http/2" || version == "http/2.0")
        return session::HttpVersion::h2;
    if (version.starts_with("h3") || version == "http/3" || version == "http/3.0")
        return session::HttpVersion::h3;
    return session::HttpVersion::unknown;
}

/// Scheme and authority without a default port, from an absolute URL.
void nameHost(session::Exchange &exchange)
{
    const auto scheme = exchange.url.find("://");
    if (scheme == std::string::npos)
        return;
    exchange.scheme = lower(exchange.url.substr(0, scheme));
    const auto start = scheme + 3;
    const auto end = std::min(exchange.url.find_first_of("/?#", start), exchange.url.size());
    exchange.host = lower(exchange.url.substr(start, end - start));
    const std::string port = exchange.scheme == "https" ? ":443" : ":80";
    if (exchange.host.ends_with(port))
        exchange.host.resize(exchange.host.size() - port.size());
}

class Importer {
public:
    Importer(const RequestOpener &opener, session::PayloadStore &payloads, const base::Limits &limits,
             BoundedQueue<Findings> &findings)
        : m_opener(opener)
        , m_payloads(payloads)
        , m_limits(limits)
        , m_findings(findings)
    {
    }

    void take(capture::ImportedExchange &&imported)
    {
        session::Exchange exchange;
        exchange.id = {{++m_count, 0}, 1};
        exchange.time = imported.time;
        exchange.requestEnd = imported.request.end.value_or(imported.time);
        exchange.end = exchange.requestEnd;
        exchange.version = versionOf(imported.request.httpVersion);
        exchange.method = imported.method;
        exchange.url = imported.url;
        nameHost(exchange);
        if (const auto address = net::IpAddress::parse(imported.serverAddress))
            exchange.server = *address;
        session::HeaderList headers = store(imported.request, exchange.request);
        if (imported.response) {
            store(*imported.response, exchange.response);
            exchange.end = std::max(exchange.end, imported.response->end.value_or(exchange.end));
        }
        if (imported.status)
            exchange.status = static_cast<std::uint16_t>(*imported.status);
        exchange.ended = true;
        m_at.first = m_at.first ? std::min(*m_at.first, exchange.time) : exchange.time;
        m_at.last = m_at.last ? std::max(*m_at.last, exchange.end) : exchange.end;

        Findings found;
        found.emplace_back(connectionOf(exchange));
        found.emplace_back(m_opener.open(exchange, std::move(headers), imported.request.body));
        found.emplace_back(exchange);
        addMessages(found, exchange.id, imported.messages);
        m_findings.push(std::move(found));
    }

    [[nodiscard]] const ReaderProgress &at() const { return m_at; }

private:
    session::HeaderList store(const capture::ImportedMessage &from, session::Message &to)
    {
        session::HeaderList headers;
        for (const auto &[name, value] : from.headers)
            headers.push_back({name, value});
        to.headers = m_payloads.append(session::encodeHeaders(headers));
        to.body = m_payloads.append(from.body);
        to.size = from.body.size();
        to.decodedSize = to.size;
        to.contentType = session::headerValue(headers, "content-type");
        if (!from.bodyDecoded)
            to.contentEncoding = session::headerValue(headers, "content-encoding");
        if (!to.contentEncoding.empty()) {
            const auto decoded = decode::decodeContent(from.body, to.contentEncoding, m_limits);
            if (decoded.complete)
                to.decodedSize = decoded.bytes.size();
        }
        to.complete = true;
        return headers;
    }

    static session::Connection connectionOf(const session::Exchange &exchange)
    {
        session::Connection connection;
        connection.id = exchange.id.connection;
        connection.time = exchange.time;
        connection.end = exchange.end;
        connection.responder.ip = exchange.server;
        connection.responder.port = exchange.scheme == "https" ? 443 : 80;
        connection.host = exchange.host;
        connection.hostSource = exchange.host.empty() ? session::HostSource::none : session::HostSource::http;
        if (exchange.scheme == "https" || exchange.scheme == "wss") {
            connection.security = session::Security::tls;
            connection.decryption = session::Decryption::full;
        }
        connection.bytesSent = exchange.request.size;
        connection.bytesReceived = exchange.response.size;
        connection.closed = true;
        return connection;
    }

    void addMessages(Findings &found, session::ExchangeId exchange,
                     const std::vector<capture::ImportedWebSocketMessage> &messages)
    {
        std::uint32_t ordinal = 0;
        for (const auto &message : messages) {
            session::WebSocketMessage value;
            value.exchange = exchange;
            value.ordinal = ++ordinal;
            value.time = message.time;
            value.sent = message.sent;
            value.opcode = message.opcode;
            value.size = message.payload.size();
            value.body = m_payloads.append(message.payload);
            found.emplace_back(value);
        }
    }

    const RequestOpener &m_opener;
    session::PayloadStore &m_payloads;
    const base::Limits &m_limits;
    BoundedQueue<Findings> &m_findings;
    std::uint64_t m_count = 0;
    ReaderProgress m_at;
};

} // namespace

void importExchanges(const std::string &path, const RequestOpener &opener, session::PayloadStore &payloads,
                     const base::Limits &limits, const std::atomic<bool> &stop, BoundedQueue<Findings> &findings)
{
    Importer importer(opener, payloads, limits, findings);
    ReaderEnd end;
    const base::Status status = capture::importExchanges(path, [&](capture::ImportedExchange &&exchange) {
        if (!stop)
            importer.take(std::move(exchange));
    });
    end.at = importer.at();
    if (!status) {
        end.complete = false;
        end.problem = status.error().message;
    } else if (stop) {
        end.complete = false;
        end.problem = "Reading was stopped before the end.";
    }
    Findings last;
    last.emplace_back(std::move(end));
    findings.push(std::move(last));
}

} // namespace telltale::engine
