// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/request_url.h"

#include <algorithm>
#include <cctype>

namespace telltale::pipeline {

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void dropDefaultPort(std::string &host, const std::string &scheme)
{
    const std::string port = scheme == "https" ? ":443" : ":80";
    if (host.size() > port.size() && host.ends_with(port))
        host.resize(host.size() - port.size());
}

std::string textOf(const net::Endpoint &endpoint, const std::string &scheme)
{
    std::string host = endpoint.ip.isV6() ? "[" + endpoint.ip.text() + "]" : endpoint.ip.text();
    if (endpoint.port != (scheme == "https" ? 443 : 80))
        host += ":" + std::to_string(endpoint.port);
    return host;
}

} // namespace

RequestUrl requestUrl(const http::RequestHead &head, bool secure, const net::Endpoint &responder)
{
    RequestUrl url;
    url.scheme = !head.scheme.empty() ? lower(head.scheme) : secure ? "https" : "http";
    url.host = lower(head.authority);
    if (head.method == "CONNECT" && head.scheme.empty()) {
        if (url.host.empty())
            url.host = lower(head.target);
        url.text = url.host;
        return url;
    }
    std::string path = head.target;
    const auto scheme = path.find("://");
    if (scheme != std::string::npos && path.find_first_of("/?#") > scheme) {
        // Absolute form (RFC 9112 § 3.2.2): the target says it all, the Host field may differ.
        url.scheme = lower(path.substr(0, scheme));
        const auto start = scheme + 3;
        const auto end = std::min(path.find_first_of("/?#", start), path.size());
        url.host = lower(path.substr(start, end - start));
        path = path.substr(end);
        if (path.empty() || path[0] != '/')
            path.insert(0, "/");
    }
    dropDefaultPort(url.host, url.scheme);
    if (url.host.empty())
        url.host = textOf(responder, url.scheme);
    url.text = url.scheme + "://" + url.host + (path == "*" ? std::string() : path);
    return url;
}

} // namespace telltale::pipeline
