// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/http_listener.h"
#include "net/address.h"

#include <string>

namespace telltale::pipeline {

struct RequestUrl {
    std::string scheme; ///< "http" or "https", or what an absolute target names
    std::string host;   ///< without the scheme's default port
    std::string text;   ///< absolute (RFC 9110 § 7.1); for CONNECT the authority alone
};

/// The absolute URL a request asks for.
/// @param secure     the request came out of TLS
/// @param responder  stands in where the request names no host
RequestUrl requestUrl(const http::RequestHead &head, bool secure, const net::Endpoint &responder);

} // namespace telltale::pipeline
