// SPDX-License-Identifier: GPL-3.0-or-later
#include "intercept/certificate_page.h"

#include "certificate_page_text.h"
#include "intercept/relay_limits.h"

#include <array>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace telltale::intercept {

namespace {

/// The name of a computer stands in the page: it must not become markup.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

void fillIn(std::string &text, std::string_view place, std::string_view value)
{
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
        text.replace(at, place.size(), value);
}

std::string base64(base::ByteView bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

/// An identifier that is the same for the same certificate, in the form of RFC 9562 version 8.
std::string uuidOf(base::ByteView der, std::uint8_t which)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(der.data(), der.size(), digest.data());
    digest[0] ^= which;
    digest[6] = static_cast<unsigned char>(0x80 | (digest[6] & 0x0f));
    digest[8] = static_cast<unsigned char>(0x80 | (digest[8] & 0x3f));
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

/// A configuration profile with one certificate payload (Apple's "Configuration Profile Reference").
std::string profileOf(const PageContent &content)
{
    std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadType</key><string>Configuration</string><key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>telltale.certificate</string><key>PayloadUUID</key><string>{{uuid}}</string>
<key>PayloadDisplayName</key><string>{{name}}</string>
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.security.root</string><key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>telltale.certificate.root</string><key>PayloadUUID</key><string>{{inner}}</string>
<key>PayloadDisplayName</key><string>{{name}}</string><key>PayloadContent</key><data>{{der}}</data>
</dict></array></dict></plist>
)";
    fillIn(text, "{{uuid}}", uuidOf(content.der, 0));
    fillIn(text, "{{inner}}", uuidOf(content.der, 1));
    fillIn(text, "{{name}}", escaped(content.name));
    fillIn(text, "{{der}}", base64(content.der));
    return text;
}

std::string response(
    std::string_view status, std::string_view type, std::string_view body, bool withBody, std::string_view file = {})
{
    std::string out = "HTTP/1.1 ";
    out.append(status).append("\r\nContent-Type: ").append(type);
    out += "\r\nContent-Length: " + std::to_string(body.size());
    if (!file.empty())
        out.append("\r\nContent-Disposition: attachment; filename=\"").append(file).append("\"");
    out += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer";
    out += "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n";
    if (withBody)
        out += body;
    return out;
}

PageAnswer refusal(std::string_view status)
{
    return {response(status, "text/plain; charset=utf-8", status, true), false};
}

} // namespace

CertificatePage::CertificatePage(PageContent content)
    : m_content(std::move(content))
    , m_page(certificatePageText)
    , m_profile(profileOf(m_content))
{
    fillIn(m_page, "{{name}}", escaped(m_content.name));
    fillIn(m_page, "{{fingerprint}}", escaped(m_content.fingerprint));
    fillIn(m_page, "{{until}}", escaped(m_content.until));
}

PageAnswer CertificatePage::answerTo(std::string_view path, bool withBody) const
{
    if (path == "/")
        return {response("200 OK", "text/html; charset=utf-8", m_page, withBody), false};
    if (path == "/telltale.crt")
        return {response("200 OK", "application/x-x509-ca-cert", base::asText(m_content.der), withBody, "telltale.crt"),
            withBody};
    if (path == "/telltale.pem")
        return {response("200 OK", "application/x-pem-file", m_content.pem, withBody, "telltale.pem"), withBody};
    if (path == "/telltale.mobileconfig")
        return {response("200 OK", "application/x-apple-aspen-config", m_profile, withBody, "telltale.mobileconfig"),
            withBody};
    return refusal("404 Not Found");
}

std::optional<PageAnswer> CertificatePage::answer(std::string_view head) const
{
    const auto lineEnd = head.find('\n');
    const bool complete =
        head.find("\r\n\r\n") != std::string_view::npos || head.find("\n\n") != std::string_view::npos;
    if (!complete)
        return head.size() < RelayLimits::pageRequestBytes ? std::nullopt : std::optional(refusal("400 Bad Request"));
    std::string_view line = head.substr(0, lineEnd);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    const auto first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !line.substr(last + 1).starts_with("HTTP/1."))
        return refusal("400 Bad Request");
    const auto method = line.substr(0, first);
    std::string_view path = line.substr(first + 1, last - first - 1);
    path = path.substr(0, path.find('?'));
    if (method != "GET" && method != "HEAD")
        return refusal("405 Method Not Allowed");
    return answerTo(path, method == "GET");
}

} // namespace telltale::intercept
