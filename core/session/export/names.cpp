// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export/names.h"

namespace telltale::session {

std::string_view word(net::Transport value)
{
    switch (value) {
    case net::Transport::tcp: return "tcp";
    case net::Transport::udp: return "udp";
    }
    return {};
}

std::string_view word(Security value)
{
    switch (value) {
    case Security::none: return "none";
    case Security::tls: return "tls";
    case Security::quic: return "quic";
    }
    return {};
}

std::string_view word(Decryption value)
{
    switch (value) {
    case Decryption::plain: return "plain";
    case Decryption::full: return "full";
    case Decryption::partial: return "partial";
    case Decryption::none: return "none";
    }
    return {};
}

std::string_view word(Reason value)
{
    switch (value) {
    case Reason::none: return "";
    case Reason::noKey: return "no_key";
    case Reason::keyTooLate: return "key_too_late";
    case Reason::pinned: return "pinned";
    case Reason::clientRejectedCertificate: return "client_rejected_certificate";
    case Reason::relayBypassed: return "relay_bypassed";
    case Reason::missingPackets: return "missing_packets";
    case Reason::unsupportedCipher: return "unsupported_cipher";
    case Reason::unknownProtocol: return "unknown_protocol";
    case Reason::ech: return "ech";
    }
    return {};
}

std::string_view word(HostSource value)
{
    switch (value) {
    case HostSource::none: return "";
    case HostSource::sni: return "sni";
    case HostSource::http: return "http";
    case HostSource::dns: return "dns";
    }
    return {};
}

std::string_view word(AppSource value)
{
    switch (value) {
    case AppSource::device: return "device";
    case AppSource::pcapdroid: return "pcapdroid";
    case AppSource::pirogue: return "pirogue";
    case AppSource::header: return "header";
    case AppSource::payload: return "payload";
    case AppSource::host: return "host";
    case AppSource::fingerprint: return "fingerprint";
    case AppSource::user: return "user";
    }
    return {};
}

std::string_view word(Confidence value)
{
    switch (value) {
    case Confidence::possible: return "possible";
    case Confidence::likely: return "likely";
    case Confidence::certain: return "certain";
    }
    return {};
}

std::string_view word(HttpVersion value)
{
    switch (value) {
    case HttpVersion::unknown: return "";
    case HttpVersion::http10: return "http/1.0";
    case HttpVersion::http11: return "http/1.1";
    case HttpVersion::h2: return "h2";
    case HttpVersion::h3: return "h3";
    }
    return {};
}

std::string_view word(LeakKind value)
{
    switch (value) {
    case LeakKind::searchQuery: return "search_query";
    case LeakKind::visitedUrl: return "visited_url";
    case LeakKind::identifier: return "identifier";
    case LeakKind::location: return "location";
    case LeakKind::account: return "account";
    case LeakKind::contact: return "contact";
    case LeakKind::interaction: return "interaction";
    case LeakKind::installedApps: return "installed_apps";
    case LeakKind::credential: return "credential";
    case LeakKind::declared: return "declared";
    }
    return {};
}

std::string_view word(LeakBasis value)
{
    switch (value) {
    case LeakBasis::searchUrl: return "search-url";
    case LeakBasis::harvested: return "harvested";
    case LeakBasis::declared: return "declared";
    case LeakBasis::rule: return "rule";
    case LeakBasis::pattern: return "pattern";
    }
    return {};
}

std::string_view word(SentBy value)
{
    switch (value) {
    case SentBy::app: return "app";
    case SentBy::page: return "page";
    case SentBy::unknown: break;
    }
    return {};
}

std::string_view word(Party value)
{
    switch (value) {
    case Party::first: return "first";
    case Party::third: return "third";
    case Party::unknown: break;
    }
    return {};
}

std::string_view word(Readable value)
{
    switch (value) {
    case Readable::yes: return "yes";
    case Readable::partly: return "partly";
    case Readable::no: return "no";
    }
    return {};
}

std::string_view word(IncognitoBasis value)
{
    switch (value) {
    case IncognitoBasis::marked: return "marked";
    case IncognitoBasis::payload: return "payload";
    case IncognitoBasis::device: return "device";
    }
    return {};
}

} // namespace telltale::session
