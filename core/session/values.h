// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/origin.h"
#include "base/time.h"
#include "net/address.h"

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The values of CONTRACT's records. They are what the engine hands to the desktop program and to
/// the record writer. Empty strings and empty optionals stand for absent facts (null in records).
namespace telltale::session {

/// A connection is named by the number of its first packet: the same input gives the same id,
/// however many shards worked on it. Text form "c12".
struct ConnectionId {
    std::uint64_t firstPacket = 0;
    /// Sub-connections that share the first packet (a tunnel inside); 0 for the outermost.
    std::uint32_t nested = 0;
    friend auto operator<=>(const ConnectionId &, const ConnectionId &) = default;
};

/// An exchange is named by its connection and its ordinal there, from 1. Text form "c12.x3".
struct ExchangeId {
    ConnectionId connection;
    std::uint32_t ordinal = 0;
    friend auto operator<=>(const ExchangeId &, const ExchangeId &) = default;
};

std::string text(ConnectionId id);
std::string text(ExchangeId id);

/// Where octets lie in the payload store of this session; size 0 for none.
struct PayloadRef {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    friend bool operator==(const PayloadRef &, const PayloadRef &) = default;
};

enum class AppSource : std::uint8_t { device, pcapdroid, pirogue, header, payload, host, fingerprint, user };
enum class Confidence : std::uint8_t { possible, likely, certain };

struct App {
    std::string package;   ///< Android package, e.g. "com.android.browser"; empty when only the name is known
    std::string name;      ///< for people, e.g. "Mi Browser"
    AppSource source = AppSource::header;
    Confidence confidence = Confidence::possible;
    friend bool operator==(const App &, const App &) = default;
};

struct Recipient {
    std::string host;          ///< as named by the client (authority without port), or the address
    std::string domain;        ///< registrable domain (public suffix list); empty for addresses
    std::string organisation;
    std::string country;       ///< ISO 3166-1 alpha-2 of the organisation's seat as far as a rule says so
    std::string source;        ///< where organisation and country come from, e.g. "rule"
    std::string purpose = {};  ///< what the host is for as far as a rule says so: "analytics", "search"
    std::string serverCountry = {}; ///< ISO 3166-1 alpha-2 of the server's address; not the organisation's
    std::string serverSource = {};  ///< the database that says so, with its date
    friend bool operator==(const Recipient &, const Recipient &) = default;
};

enum class Security : std::uint8_t { none, tls, quic };
enum class Decryption : std::uint8_t { plain, full, partial, none };

/// Why a connection is not decrypted: CONTRACT's closed list. `none` means there is nothing to explain.
enum class Reason : std::uint8_t {
    none, noKey, keyTooLate, pinned, clientRejectedCertificate, relayBypassed, missingPackets,
    unsupportedCipher, unknownProtocol, ech
};

/// Where in an app's code a socket was used: frames, the innermost first, as "com.shop.net.Api.send (Api.kt:42)".
using CallStack = std::vector<std::string>;

enum class HostSource : std::uint8_t { none, sni, http, dns };

struct Connection {
    ConnectionId id;
    base::Timestamp time;
    base::Timestamp end;
    net::Transport transport = net::Transport::tcp;
    net::Endpoint originator;
    net::Endpoint responder;
    std::string host;
    HostSource hostSource = HostSource::none;
    std::string sni;
    std::string alpn;
    Security security = Security::none;
    std::string tlsVersion;   ///< "TLS 1.3"; empty when unknown
    std::string cipher;       ///< IANA name, e.g. "TLS_AES_128_GCM_SHA256"
    std::string ja4;
    Decryption decryption = Decryption::plain;
    Reason reason = Reason::none;
    std::optional<App> app;
    std::vector<App> appClaims;       ///< every rung's word on the app, the best first; app is among them
    std::shared_ptr<const CallStack> stack; ///< that its socket was first seen with on the phone; null: nobody saw it
    std::string caller;               ///< the frame of it that is the app's own, as far as names tell; else empty
    std::uint64_t bytesSent = 0;      ///< transport payload of the originator
    std::uint64_t bytesReceived = 0;
    std::uint64_t packets = 0;
    std::uint64_t gaps = 0;
    bool sidesSwapped = false;        ///< the first packet was the responder's: no handshake was captured
    bool closed = false;              ///< nothing more of it will come
};

struct Header {
    std::string name;    ///< as on the wire; lower case in HTTP/2; pseudo-headers are not in the list
    std::string value;
    friend bool operator==(const Header &, const Header &) = default;
};
using HeaderList = std::vector<Header>;

/// Part of a message where something was found, with its decode tree: "url", "header:NAME",
/// "cookie:NAME", "body".
using Location = std::string;

/// What a value that an app sends is about. Those of LeakKind by their own names, and what is sent besides.
enum class DataKind : std::uint8_t {
    searchQuery, visitedUrl, identifier, location, account, contact, interaction, installedApps, credential,
    device, content, time
};

/// How much of what a tracker is sent can be read on the way: all, some fields, none.
enum class Readable : std::uint8_t { yes, partly, no };

/// The tracker a request goes to, as a rule file knows it.
struct TrackerMatch {
    std::string service;      ///< "Sensors Analytics"
    std::string endpoint;     ///< the rule's name for this kind of request: "events, form"
    std::string purpose;      ///< "analytics", "advertising", "crash reports"
    Readable readable = Readable::yes;
    std::string reason;       ///< why it can't be read, where it can't; else empty
    std::string source;       ///< where the rule's knowledge comes from
    friend bool operator==(const TrackerMatch &, const TrackerMatch &) = default;
};

/// A value of a request whose meaning a rule knows.
struct SentData {
    DataKind kind = DataKind::device;
    std::string name;         ///< of an identifier its kind ("gaid"); else what it is, for people ("screen name")
    std::string value;        ///< at most 1 KiB of it
    std::string why;          ///< one sentence: how we know, with its source
    Location location;
    std::vector<std::string> path;
    base::ByteRange bytes;    ///< in that location as it was on the wire
    std::optional<base::Timestamp> eventTime;
    friend bool operator==(const SentData &, const SentData &) = default;
};

/// One direction of an exchange. Headers and body lie in the payload store.
struct Message {
    PayloadRef headers;          ///< HeaderList, encoded by session/header_block.h
    PayloadRef body;             ///< after transfer decoding, still content-encoded: as it was on the wire
    std::uint64_t size = 0;      ///< octets of that body
    std::uint64_t decodedSize = 0; ///< after content decoding; equals size when there is none
    std::string contentType;     ///< the header's value, parameters included
    std::string contentEncoding;
    std::vector<std::uint64_t> packets; ///< numbers of the packets that carried it, ascending, unique, capped
    bool complete = false;       ///< the whole message was seen
    bool gaps = false;           ///< bytes are missing inside
};

enum class HttpVersion : std::uint8_t { unknown, http10, http11, h2, h3 };

struct Exchange {
    ExchangeId id;
    base::Timestamp time;             ///< first byte of the request (of the response, if the request is missing)
    base::Timestamp requestEnd;       ///< last byte of the request
    base::Timestamp end;
    HttpVersion version = HttpVersion::http11;
    std::string method;
    std::string scheme;               ///< "http" or "https"
    std::string host;                 ///< without port where it is the scheme's default
    std::string url;                  ///< absolute
    std::optional<std::uint16_t> status;
    std::optional<App> app;
    Recipient recipient;
    bool incognito = false;
    bool appIsOwn = false;            ///< the request itself names its app; otherwise its connection does
    net::IpAddress client;
    net::IpAddress server;            ///< the connection's responder; null where the input does not name it
    bool ended = false;               ///< nothing more of it will come
    std::vector<App> appClaims;       ///< every rung's word on the app, the best first; app is among them
    std::optional<TrackerMatch> tracker;
    std::vector<SentData> data;       ///< what rules know of its values; at most 64
    Message request;
    Message response;
};

struct DnsAnswer {
    ConnectionId connection;
    std::uint32_t ordinal = 0;        ///< within the connection, from 1
    base::Timestamp time;
    std::string query;
    std::string qtype;                ///< "A", "AAAA", "HTTPS", "TYPE65280"
    std::string rcode;                ///< "NOERROR", "NXDOMAIN"; empty without an answer
    std::vector<std::string> answers; ///< presentation form
    std::vector<net::IpAddress> addresses; ///< those of them that are addresses
};

struct WebSocketMessage {
    ExchangeId exchange;
    std::uint32_t ordinal = 0;
    base::Timestamp time;
    bool sent = true;
    std::uint8_t opcode = 1;
    std::uint64_t size = 0;
    PayloadRef body;
};

enum class LeakKind : std::uint8_t {
    searchQuery, visitedUrl, identifier, location, account, contact, interaction, installedApps, credential, declared
};
enum class LeakBasis : std::uint8_t { searchUrl, harvested, declared, rule, pattern };
enum class IncognitoBasis : std::uint8_t { marked, payload, device };

/// Who made a request; unknown where neither its headers nor the lack of them tell.
enum class SentBy : std::uint8_t { unknown, app, page };
/// Whether what a page sent went to the page's own site (the same registrable domain) or to another.
enum class Party : std::uint8_t { unknown, first, third };

struct Sender {
    SentBy by = SentBy::unknown; ///< the app itself, or a web page open in it
    std::string origin = {};     ///< that page's origin, e.g. "https://news.example.org"
    Party party = Party::unknown; ///< of a page
    std::vector<std::string> evidence = {}; ///< what says so: "Origin", "Sec-Fetch-Site: cross-site", "POST without Origin"
    friend bool operator==(const Sender &, const Sender &) = default;
};

struct SentIdentifier {
    std::string kind;       ///< "distinct_id", "gaid", … as the rule names it
    std::string value;
    friend auto operator<=>(const SentIdentifier &, const SentIdentifier &) = default;
};

/// Where a secret was harvested: the request that brought it to whom it was meant for, or, of an identifier,
/// that sent it in private browsing first.
struct Harvest {
    ExchangeId exchange;
    base::Timestamp time;
    std::string host;
    friend bool operator==(const Harvest &, const Harvest &) = default;
};

struct Leak {
    std::string id;
    ExchangeId exchange;
    base::Timestamp time;                       ///< when the request was complete
    std::optional<base::Timestamp> eventTime;   ///< the payload's own time of the event
    LeakKind kind = LeakKind::searchQuery;
    std::string value;                          ///< the secret itself
    std::string label;                          ///< for people: "search at Google", "address visited"
    Recipient recipient;
    std::optional<App> app;
    bool incognito = false;
    std::vector<IncognitoBasis> incognitoBasis;
    Sender sender;
    LeakBasis basis = LeakBasis::searchUrl;
    std::string match = "plain";                ///< "plain", or the transformation
    Location location;
    std::vector<std::string> path;              ///< decode steps and keys from the location to the value
    base::ByteRange bytes;                      ///< in that location as it was on the wire
    std::vector<SentIdentifier> identifiers;
    std::optional<Harvest> source;              ///< of a secret that was harvested
    std::optional<SentIdentifier> linkedBy;     ///< of a private one: went along, and to this recipient outside too
};

struct Search {
    std::string id;
    ExchangeId exchange;
    base::Timestamp time;
    std::string engine;
    std::string query;                 ///< of a typed search: the longest text that was typed
    bool typed = false;                ///< from requests for suggestions
    bool incognito = false;
    base::Timestamp end;               ///< when its last request was complete; equals time for one request
    std::vector<ExchangeId> exchanges; ///< its requests in the order of time; the first is `exchange`
};

/// How we know that a value is an identifier: a rule names its field, or it came again and again.
enum class IdentifierBasis : std::uint8_t { rule, repeated };

struct IdentifierSeen {
    std::string kind;                        ///< of a rule; "stable_value" or "cookie" where it only repeats
    std::string value;
    IdentifierBasis basis = IdentifierBasis::rule;
    std::vector<std::string> names;          ///< fields that carried it, "cookie:NAME" for cookies; where no rule names it
    base::Timestamp first;
    base::Timestamp last;
    std::uint64_t exchanges = 0;
    std::vector<std::string> recipients;
    std::vector<std::string> apps;
};

/// What one recipient can join under one person's identifiers, over apps and private spans.
struct Profile {
    /// A search, an address or an account with the exchange that carried it.
    struct Fact {
        std::string value;
        ExchangeId exchange;
        base::Timestamp time;
        bool incognito = false;
        std::vector<SentIdentifier> identifiers; ///< of those below, the ones sent along
        friend bool operator==(const Fact &, const Fact &) = default;
    };

    std::string id;
    std::string recipient;                    ///< the organisation; the domain where none is known
    std::vector<SentIdentifier> identifiers;  ///< joined: each was sent together with another of them
    std::vector<std::string> apps;
    std::vector<Fact> searches;
    std::vector<Fact> urls;
    std::vector<Fact> accounts;               ///< what gives the identifiers a name
    std::map<std::string, std::uint64_t> categories; ///< kind of data to number of values
    std::uint64_t exchanges = 0;
    base::Timestamp first;
    base::Timestamp last;
};

struct AnomalyRecord {
    std::string id;                          ///< "tcp.gap"
    base::Timestamp time;                    ///< of the first one
    std::optional<ConnectionId> connection;
    std::uint64_t count = 1;
    std::string detail;
};

/// A span of private browsing, from marks. An open one has no end yet.
struct PrivateSpan {
    base::Timestamp from;
    std::optional<base::Timestamp> to;
    friend bool operator==(const PrivateSpan &, const PrivateSpan &) = default;
};

struct Summary {
    bool complete = true;
    std::string problem;        ///< why it is not complete, one sentence
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;    ///< captured octets of all packets
    std::uint64_t dropped = 0;
    std::uint64_t connections = 0;
    std::uint64_t exchanges = 0;
    std::uint64_t decrypted = 0;
    std::uint64_t undecrypted = 0;
    std::uint64_t dns = 0;
    std::uint64_t messages = 0;
    std::uint64_t searches = 0;
    std::uint64_t leaks = 0;
    std::uint64_t anomalies = 0;
    std::optional<base::Timestamp> first;
    std::optional<base::Timestamp> last;
    std::string inputSha256;    ///< hex; empty for live input
};

} // namespace telltale::session
