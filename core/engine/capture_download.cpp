// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/capture_download.h"

#include "http/message_head.h"

#include <algorithm>
#include <utility>

namespace telltale::engine {

namespace {

constexpr std::size_t longestPath = 2048;

bool isCapture(std::string_view contentType)
{
    const std::string_view type = http::trimmed(contentType.substr(0, contentType.find(';')));
    return http::equalsIgnoringCase(type, "application/vnd.tcpdump.pcap")
        || http::equalsIgnoringCase(type, "application/x-pcapng");
}

bool isPlain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

CaptureDownload::CaptureDownload(std::string authority, const base::Limits &limits)
    : m_authority(std::move(authority))
    , m_limits(limits)
    , m_reader(base::Side::responder, http::MessageKind::response, m_limits, *this)
{
}

std::string CaptureDownload::request(const std::string &authority, const std::string &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: " + authority
        + "\r\nUser-Agent: Telltale\r\nAccept: application/x-pcapng, application/vnd.tcpdump.pcap\r\n"
          "Connection: close\r\n\r\n";
}

base::ByteBuffer CaptureDownload::take(base::ByteView octets)
{
    (void)m_reader.read(octets, {});
    return std::exchange(m_octets, {});
}

void CaptureDownload::end()
{
    m_reader.end(reassembly::StreamEnd::finished, {});
    if (m_state == State::waiting || m_state == State::capture)
        m_state = State::ended;
}

void CaptureDownload::refuse(const std::string &why)
{
    m_state = State::refused;
    m_text = m_authority + " does not serve PCAPdroid's capture. " + why;
}

void CaptureDownload::redirect(std::string_view location)
{
    constexpr std::string_view scheme = "http://";
    std::string_view path = location;
    if (path.starts_with(scheme)) {
        path.remove_prefix(scheme.size());
        const std::string_view authority = path.substr(0, path.find('/'));
        path.remove_prefix(authority.size());
        // Whoever answers there must not send us to another.
        if (authority != m_authority)
            return refuse("It leads elsewhere.");
    }
    if (path.empty())
        path = "/";
    if (path.front() != '/' || path.starts_with("//") || path.size() > longestPath || !isPlain(path))
        return refuse("It leads elsewhere.");
    m_state = State::redirected;
    m_text = path;
}

http::HeadVerdict CaptureDownload::head(base::Side, http::MessageHead &&head, bool whole, base::Origin)
{
    constexpr std::uint16_t interimBelow = 200, ok = 200, redirectedFrom = 300, redirectedBelow = 400;
    if (m_state != State::waiting)
        return {{}, false, true, false};
    if (whole && head.status < interimBelow)
        return {{}, true, false, false};
    const std::string type(http::fieldValue(head.fields, "Content-Type"));
    const std::string_view location = http::fieldValue(head.fields, "Location");
    if (!whole)
        refuse("Its answer broke off.");
    else if (head.status >= redirectedFrom && head.status < redirectedBelow && !location.empty())
        redirect(location);
    else if (head.status != ok)
        refuse("It answers with status " + std::to_string(head.status) + ".");
    else if (!isCapture(type))
        refuse(type.empty() || !isPlain(type) ? "Its answer has no type of a capture."
                                              : "Its answer is of type " + type + ".");
    else
        m_state = State::capture;
    if (m_state != State::capture)
        return {{}, false, true, false};
    return {http::responseFraming(head.status, "GET", head.fields), false, false, true};
}

void CaptureDownload::body(base::Side, base::ByteView bytes, base::Origin)
{
    if (m_state == State::capture)
        m_octets.insert(m_octets.end(), bytes.begin(), bytes.end());
}

void CaptureDownload::end(base::Side, const std::vector<http::Field> &, bool, base::Origin)
{
    if (m_state == State::capture)
        m_state = State::ended;
}

void CaptureDownload::lost(base::Side)
{
    if (m_state == State::waiting)
        refuse("It does not speak HTTP.");
    else if (m_state == State::capture)
        m_state = State::ended;
}

void CaptureDownload::anomaly(const base::Anomaly &, base::Origin)
{
    if (m_state == State::waiting)
        refuse("It does not speak HTTP.");
}

} // namespace telltale::engine
